-- Searches for wrk (https://github.com/wg/wrk): each line of a file of topics ("id<TAB>words"), in
-- turn, as GET /v1/search with snippets; every thread begins elsewhere in the file.
--
--   medlar serve --index INDEX --config '{"access_log": false}' as a file
--   wrk -t 2 -c 16 -d 30s --latency -s tests/bench/search.lua http://127.0.0.1:8080 -- TOPICS
--
-- Counts what is no whole answer: a status but 200, or a body that is cut off.
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

local function encoded(text)
  return (text:gsub("[^A-Za-z0-9]", function(c) return string.format("%%%02X", c:byte()) end))
end

function init(arguments)
  requests, bad = {}, 0
  for line in io.lines(arguments[1]) do
    local words = line:match("\t(.*)") or line
    table.insert(requests, wrk.format("GET", "/v1/search?q=" .. encoded(words)))
  end
  at = number * 997 % #requests
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function response(status, headers, body)
  if status ~= 200 or body:sub(-1) ~= "}" then bad = bad + 1 end
end

function done(summary, latency, rates)
  local wrong = 0
  for _, thread in ipairs(threads) do wrong = wrong + thread:get("bad") end
  io.write(string.format(
    "%.0f requests/s, p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, most %.2f ms; %d requests, %d bad, %d socket errors\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e3,
    latency:percentile(90) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
    summary.requests, wrong,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
