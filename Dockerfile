# syntax=docker/dockerfile:1
# Paperround in a container: `docker build -t paperround .`, then see compose.yaml.

# By digest, of all its platforms: what is built today is built tomorrow. `make digests` says today's.
FROM python:3.12-slim-bookworm@sha256:54c85f3c47607a77f32adec749d3c81d1348bf25833671f512b26a9b6d778cb3 AS build
WORKDIR /src
# Dependencies first, by hash, so that a change of ours doesn't fetch them again.
COPY requirements.txt requirements-build.txt ./
RUN python -m venv /app \
 && /app/bin/pip install --no-cache-dir --disable-pip-version-check --no-compile --require-hashes \
      -r requirements.txt \
 && python -m venv /build \
 && /build/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-build.txt
COPY pyproject.toml README.md LICENSE ./
COPY digest digest
COPY adapters adapters
COPY bot bot
RUN /build/bin/pip wheel --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation -w /dist . \
 && /app/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-index /dist/*.whl \
 && /app/bin/python -m compileall -q /app/lib \
 && /app/bin/pip uninstall --yes --quiet pip

FROM python:3.12-slim-bookworm@sha256:54c85f3c47607a77f32adec749d3c81d1348bf25833671f512b26a9b6d778cb3
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin paperround \
 && install -d -o paperround -g paperround -m 0700 /data
# For the pictures: lines that run to the left, and the letters of Chinese and Japanese.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libfribidi0 fonts-droid-fallback \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /app /app
ENV PATH=/app/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PAPERROUND_DATA=/data \
    PAPERROUND_PORT=8080 \
    PAPERROUND_HOST=0.0.0.0
USER 10001
# Nothing but /data is written, and with REDIS_URL not even that: the root may be read-only.
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["paperround"]
CMD ["run"]
