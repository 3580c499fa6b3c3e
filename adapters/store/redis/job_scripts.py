"""The steps of a job on the server, in its own language; each may be run twice with the same outcome.

A job stands in one place at a time: in `times` until its time has come, then in the sorted set of its lane, then in
`leases`. All keys are in one slot, so a script may name a lane's set (`lanes:LANE`) by itself.
"""

from __future__ import annotations

from adapters.store.redis.scripts import NOW

_JOBS = (
    NOW
    + """
local times, lanes, leases, tokens, tries, again, dead, counter, changes = unpack(KEYS)
local told = false

-- The lane of `deliver PLATFORM/WORKSPACE/CHANNEL` is its workspace, that of any other job its kind.
local function lane_of(job) return string.match(job, '^(.*)/[^/]*$') or string.match(job, '^%S+') end
local function set_of(lane) return lanes .. ':' .. lane end

local function tell()
  if not told then redis.call('XADD', changes, 'MAXLEN', 1, '*', 'at', now) end
  told = true
end

local function make_ready(job, at)
  local lane = lane_of(job)
  redis.call('ZADD', set_of(lane), at, job)
  redis.call('ZADD', lanes, 'NX', now, lane)
end

-- For a job that stands nowhere.
local function schedule(job, at)
  if at <= now then
    make_ready(job, at)
    tell()
  else
    redis.call('ZADD', times, at, job)
    if redis.call('ZRANGE', times, 0, 0)[1] == job then tell() end
  end
end

local function put(job, at)
  if redis.call('ZSCORE', leases, job) then
    local asked = tonumber(redis.call('HGET', again, job))
    if not asked or at < asked then redis.call('HSET', again, job, at) end
  elseif not redis.call('ZSCORE', set_of(lane_of(job)), job) then
    local planned = tonumber(redis.call('ZSCORE', times, job))
    if planned and planned <= at then return end
    if planned then redis.call('ZREM', times, job) end
    schedule(job, at)
  end
end

local function stands(job)
  return redis.call('ZSCORE', times, job) or redis.call('ZSCORE', leases, job)
    or redis.call('ZSCORE', set_of(lane_of(job)), job)
end

local function is_mine(job, token) return redis.call('HGET', tokens, job) == token end

-- Ends a lease; says when the job was asked for meanwhile.
local function release(job)
  redis.call('HDEL', tokens, job)
  redis.call('ZREM', leases, job)
  local asked = tonumber(redis.call('HGET', again, job))
  if asked then redis.call('HDEL', again, job) end
  return asked
end
"""
)

PUT = _JOBS + "for i = 2, #ARGV do put(ARGV[i], now + ARGV[1]) end return 1"
"""ARGV: delay, job, …"""

TAKE = (
    _JOBS
    + """
local request, free, lease = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('GET', KEYS[10])
if kept then
  kept = cjson.decode(kept)
  if kept[1] == request then return kept end
end

for _, job in ipairs(redis.call('ZRANGE', leases, '-inf', now, 'BYSCORE', 'LIMIT', 0, 500)) do
  release(job)
  make_ready(job, now)
end
local due = redis.call('ZRANGE', times, '-inf', now, 'BYSCORE', 'LIMIT', 0, 500, 'WITHSCORES')
for i = 1, #due, 2 do
  redis.call('ZREM', times, due[i])
  make_ready(due[i], due[i + 1])
end

local held, most = {}, {}
for i = 4, #ARGV, 3 do held[ARGV[i]], most[ARGV[i]] = tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2]) end
-- No more lanes than can be full already or get one place each.
local turn = redis.call('ZRANGE', lanes, 0, free + (#ARGV - 3) / 3)
local token = math.max(tonumber(redis.call('GET', counter) or '0'), math.floor(now * 1000))
local rows, served, took = {}, {}, true
while took do
  took = false
  for _, lane in ipairs(turn) do
    local has = held[lane] or 0
    if has < free and has < (most[lane] or free) then
      local job = redis.call('ZPOPMIN', set_of(lane))[1]
      if job then
        token, free, took, served[lane] = token + 1, free - 1, true, true
        held[lane] = has + 1
        local text = string.format('%.0f', token)
        redis.call('HSET', tokens, job, text)
        redis.call('ZADD', leases, now + lease, job)
        for _, field in ipairs({job, text, tostring(redis.call('HINCRBY', tries, job, 1)), lane}) do
          rows[#rows + 1] = field
        end
      else
        most[lane] = 0
      end
    end
  end
end
for i, lane in ipairs(turn) do
  if redis.call('EXISTS', set_of(lane)) == 0 then redis.call('ZREM', lanes, lane)
  elseif served[lane] then redis.call('ZADD', lanes, now + i / 1000000, lane) end
end

local wait = -1
for _, key in ipairs({times, leases}) do
  local at = tonumber(redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')[2])
  if at and (wait < 0 or at - now < wait) then wait = math.max(0, at - now) end
end
local last = redis.call('XREVRANGE', changes, '+', '-', 'COUNT', 1)[1]
local more = (wait == 0 or redis.call('EXISTS', lanes) == 1) and '1' or '0'
local answer = {request, last and last[1] or '0-0', string.format('%.6f', wait), more}
for _, field in ipairs(rows) do answer[#answer + 1] = field end
if #rows > 0 then
  redis.call('SET', counter, string.format('%.0f', token))
  redis.call('SET', KEYS[10], cjson.encode(answer), 'PX', math.ceil(lease * 1000))
end
return answer
"""
)
"""KEYS[10]: the worker's last answer. ARGV: request, free places, seconds of a lease, then for each lane of which the
worker has jobs under way: lane, how many, how many at most. A lane gets a place while it holds fewer than are free, so
some are always left for others. Says request, last change, seconds until a job's time comes or -1, whether more are
ready, then for each job: job, token, tries, lane.

A token is a count that is never below the server's clock in milliseconds, so that a counter that was lost, or restored
from an older copy, gives out none twice.
"""

RENEW = (
    _JOBS
    + """
local lost = {}
for i = 2, #ARGV, 2 do
  if is_mine(ARGV[i], ARGV[i + 1]) then redis.call('ZADD', leases, 'XX', now + ARGV[1], ARGV[i])
  else lost[#lost + 1] = ARGV[i] end
end
return lost
"""
)
"""ARGV: seconds of a lease, then job and token of each. Says which are lost."""

PROGRESSED = _JOBS + "return is_mine(ARGV[1], ARGV[2]) and redis.call('HDEL', tries, ARGV[1]) or 0"
"""ARGV: job, token."""

FINISH = (
    _JOBS
    + """
local job = ARGV[1]
if not is_mine(job, ARGV[2]) then return 0 end
local asked, after = release(job), tonumber(ARGV[3])
local at = after >= 0 and now + after or nil
if ARGV[5] == '0' then redis.call('HDEL', tries, job) end
if not at then redis.call('HDEL', dead, job) end
if asked and not at then at = asked elseif asked and ARGV[4] == '1' then at = math.min(at, asked) end
if at then schedule(job, at) end
return 1
"""
)
"""ARGV: job, token, seconds after which it goes on or -1, whether sooner where it was asked for meanwhile, whether the
try failed."""

BURY = (
    _JOBS
    + """
local job = ARGV[1]
if not is_mine(job, ARGV[2]) then return 0 end
local asked = release(job)
redis.call('HDEL', tries, job)
redis.call('HSET', dead, job, ARGV[3])
if asked then schedule(job, asked) end
return 1
"""
)
"""ARGV: job, token, note."""

RESEND = _JOBS + "local was = redis.call('HDEL', dead, ARGV[1]); if was == 1 then put(ARGV[1], now) end return was"
"""ARGV: job."""

AWAIT = "redis.call('SADD', KEYS[1], ARGV[1]); return redis.call('EXPIRE', KEYS[1], ARGV[2])"
"""KEYS: who waits for the event. ARGV: job, lifetime."""

EVENT = (
    _JOBS
    + """
for _, job in ipairs(redis.call('SMEMBERS', KEYS[10])) do
  if stands(job) then put(job, now) end
end
return redis.call('DEL', KEYS[10])
"""
)
"""KEYS[10]: who waits for the event."""

COUNT = (
    _JOBS
    + """
local all = redis.call('ZCARD', times) + redis.call('ZCARD', leases)
for _, lane in ipairs(redis.call('ZRANGE', lanes, 0, -1)) do all = all + redis.call('ZCARD', set_of(lane)) end
return all
"""
)
