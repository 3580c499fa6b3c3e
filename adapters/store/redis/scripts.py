"""What must happen in one step on the server, in its own language; each script touches the keys of one slot.

All of them may be run twice with the same outcome, since a broken connection makes the link ask again.
"""

from __future__ import annotations

_NOW = "local t = redis.call('TIME'); local now = t[1] + t[2] / 1000000\n"

LEDGER_CLAIM = """
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 4))
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[1], ARGV[2])
return 1
"""
"""KEYS: delivery, open. ARGV: slot, id, lifetime, field, value, …"""

LEDGER_WRITE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[2], unpack(ARGV, 3))
redis.call('EXPIRE', KEYS[2], ARGV[2])
return 1
"""
"""KEYS: fence, delivery. ARGV: token, lifetime, field, value, …"""

LEDGER_CLOSE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[2], 'end', ARGV[5], 'reason', ARGV[6])
redis.call('ZREM', KEYS[3], ARGV[4])
redis.call('ZADD', KEYS[4], ARGV[3], ARGV[4])
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', ARGV[3] - ARGV[2])
redis.call('EXPIRE', KEYS[2], ARGV[2])
redis.call('EXPIRE', KEYS[4], ARGV[2])
return 1
"""
"""KEYS: fence, delivery, open, closed. ARGV: token, lifetime, slot, id, end, reason."""

DUE_TAKE = """
local names = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[3])
local found = {}
for _, name in ipairs(names) do
  redis.call('ZADD', KEYS[1], ARGV[2], name)
  found[#found + 1] = {name, redis.call('HGET', KEYS[2], name)}
end
return found
"""
"""KEYS: next, since. ARGV: now, when they come again, most."""

BUILT_BEGIN = """
if redis.call('EXISTS', KEYS[1]) == 1 then return false end
local token = redis.call('INCR', KEYS[2])
redis.call('EXPIRE', KEYS[2], ARGV[2])
redis.call('SET', KEYS[1], token, 'EX', ARGV[1])
return token
"""
"""KEYS: lock, fence. ARGV: the lock's lifetime, the fence's."""

BUILT_FINISH = """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return redis.call('GET', KEYS[3]) == ARGV[2] and 1 or 0 end
redis.call('SET', KEYS[3], ARGV[2], 'EX', ARGV[3])
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
"""
"""KEYS: lock, fence, where to keep it. ARGV: token, what came of it, its lifetime."""

IF_MINE_EXPIRE = (
    "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end return redis.call('EXPIRE', KEYS[1], ARGV[2])"
)
IF_MINE_DELETE = "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end return redis.call('DEL', KEYS[1])"

GATE_TAKE = (
    _NOW
    + """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return redis.call('PTTL', KEYS[1]) end
local free = tonumber(redis.call('GET', KEYS[2]) or '0')
if free > now and free <= now + ARGV[3] then return math.ceil((free - now) * 1000) end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('SET', KEYS[2], string.format('%.6f', now + ARGV[3]), 'EX', 60)
return 0
"""
)
"""KEYS: holder, free. ARGV: token, milliseconds that a holder has, pause. Says how many milliseconds to wait."""

# The keys of the book of jobs, the same in each of its scripts.
_BOOK = """
local times, holders, tickets, tries, again, poison = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local function sooner(job, at)
  local was = redis.call('ZSCORE', times, job)
  if not was or at < tonumber(was) then redis.call('ZADD', times, at, job) end
end
local function put(job, at)
  if redis.call('HEXISTS', holders, job) == 1 then redis.call('HSET', again, job, at) else sooner(job, at) end
end
local function mine() return redis.call('HGET', holders, ARGV[1]) == ARGV[2] end
"""
_JOBS = _NOW + _BOOK

JOBS_PUT = _JOBS + "for i = 2, #ARGV do put(ARGV[i], now + ARGV[1]) end return 1"
"""ARGV: delay, job, …"""

JOBS_READY = (
    _JOBS
    + """
local found = {}
for _, job in ipairs(redis.call('ZRANGE', times, '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[1])) do
  redis.call('HDEL', holders, job)
  local ticket = redis.call('HGET', tickets, job)
  if not ticket then
    ticket = redis.call('INCR', KEYS[7])
    redis.call('HSET', tickets, job, ticket)
  end
  redis.call('ZADD', times, now + ARGV[2], job)
  found[#found + 1] = {job, tonumber(ticket)}
end
return found
"""
)
"""KEYS[7]: the counter of tickets. ARGV: most, seconds after which a job that no worker took comes again."""

JOBS_TAKE = (
    _JOBS
    + """
if mine() then return tonumber(redis.call('HGET', tries, ARGV[1])) end
if redis.call('HGET', tickets, ARGV[1]) ~= ARGV[3] then return 0 end
redis.call('HDEL', tickets, ARGV[1])
redis.call('HSET', holders, ARGV[1], ARGV[2])
redis.call('ZADD', times, now + ARGV[4], ARGV[1])
return redis.call('HINCRBY', tries, ARGV[1], 1)
"""
)
"""ARGV: job, token of the new holder, ticket, seconds that a holder has. Says how often it was taken, or 0."""

JOBS_KEEP = _JOBS + "if not mine() then return 0 end redis.call('ZADD', times, 'XX', now + ARGV[3], ARGV[1]) return 1"
"""ARGV: job, token, seconds."""

JOBS_FINISH = (
    _JOBS
    + """
if not mine() then return 0 end
local at, put_meanwhile = tonumber(ARGV[3]), redis.call('HGET', again, ARGV[1])
redis.call('HDEL', holders, ARGV[1])
redis.call('HDEL', again, ARGV[1])
if at >= 0 then at = now + at else at = nil; redis.call('HDEL', tries, ARGV[1]); redis.call('HDEL', poison, ARGV[1]) end
if put_meanwhile and (not at or ARGV[4] == '1') then at = tonumber(put_meanwhile) end
if at then redis.call('ZADD', times, at, ARGV[1]) else redis.call('ZREM', times, ARGV[1]) end
return 1
"""
)
"""ARGV: job, token, seconds after which it goes on or -1, whether to go on at once where it was put meanwhile."""

JOBS_BURY = (
    _JOBS
    + """
if not mine() then return 0 end
for _, key in ipairs({holders, tries, again}) do redis.call('HDEL', key, ARGV[1]) end
redis.call('HSET', poison, ARGV[1], ARGV[3])
redis.call('ZREM', times, ARGV[1])
return 1
"""
)
"""ARGV: job, token, note."""

JOBS_AGAIN = (
    _JOBS + "local was = redis.call('HDEL', poison, ARGV[1]); if was == 1 then put(ARGV[1], now) end return was"
)
"""ARGV: job."""

JOBS_WAKE = (
    _JOBS
    + """
for _, job in ipairs(redis.call('SMEMBERS', KEYS[7])) do
  if redis.call('ZSCORE', times, job) then put(job, now) end
end
return redis.call('DEL', KEYS[7])
"""
)
"""KEYS[7]: who waits for the event."""
