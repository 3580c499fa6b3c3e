"""What must happen in one step on the server, in its own language; each script touches the keys of one slot.

All of them may be run twice with the same outcome, since a broken connection makes the link ask again.
"""

from __future__ import annotations

NOW = "local t = redis.call('TIME'); local now = t[1] + t[2] / 1000000\n"

LEDGER_CLAIM = """
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 4))
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[1], ARGV[2])
return 1
"""
"""KEYS: delivery, open. ARGV: slot, id, lifetime, field, value, …"""

LEDGER_FENCE = """
if tonumber(redis.call('GET', KEYS[1]) or '0') > tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
return 1
"""
"""KEYS: fence. ARGV: token."""

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

LEDGER_WITHDRAW = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return -1 end
if redis.call('HGET', KEYS[2], 'unsure') == '1' then return 0 end
for _, field in ipairs(redis.call('HKEYS', KEYS[2])) do
  if string.sub(field, 1, #ARGV[3]) == ARGV[3] then return 0 end
end
redis.call('DEL', KEYS[2])
redis.call('ZREM', KEYS[3], ARGV[2])
return 1
"""
"""KEYS: fence, delivery, open. ARGV: token, id, what the names of posted parts begin with."""

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

SERVED_SINCE = (
    NOW
    + """
local ids, since = unpack(redis.call('HMGET', KEYS[1], 'ids', 'since'))
if ids == ARGV[1] then return since end
since = string.format('%.3f', now)
redis.call('HSET', KEYS[1], 'ids', ARGV[1], 'since', since)
return since
"""
)
"""KEYS: servers. ARGV: the present ones' names."""

BUILT_KEEP = """
if tonumber(redis.call('GET', KEYS[1]) or '0') > tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3])
redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
return 1
"""
"""KEYS: fence, where to keep it. ARGV: token, what came of it, its lifetime."""

LEASE_ACQUIRE = (
    NOW
    + """
local held = redis.call('GET', KEYS[1])
if held then
  local caller, token = string.match(held, '^(%S+) (%d+)$')
  return caller == ARGV[1] and token or false
end
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
local token = string.format('%.0f', math.max(last + 1, math.floor(now * 1000)))
redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. token, 'PX', ARGV[2])
redis.call('SET', KEYS[2], token, 'EX', 86400)
return token
"""
)
"""KEYS: holder, last token. ARGV: a name for this call, milliseconds. Tokens grow as those of jobs do."""

_IF_LEASED = """
local held = redis.call('GET', KEYS[1])
if not held or string.match(held, '%d+$') ~= ARGV[1] then return 0 end
"""
LEASE_RENEW = _IF_LEASED + "return redis.call('PEXPIRE', KEYS[1], ARGV[2])"
"""KEYS: holder. ARGV: token, milliseconds."""
LEASE_RELEASE = _IF_LEASED + "return redis.call('DEL', KEYS[1])"
"""KEYS: holder. ARGV: token."""

COUNT = """
local count = tonumber(redis.call('GET', KEYS[1]) or '0')
local amount = math.max(tonumber(ARGV[1]), -count)
if ARGV[3] ~= '' and count + amount > tonumber(ARGV[3]) then return 0 end
redis.call('INCRBY', KEYS[1], string.format('%.0f', amount))
redis.call('EXPIRE', KEYS[1], ARGV[2], 'NX')
return 1
"""
"""KEYS: count. ARGV: amount, lifetime, most or nothing."""

IF_MINE_DELETE = "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end return redis.call('DEL', KEYS[1])"

GATE_TAKE = (
    NOW
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
