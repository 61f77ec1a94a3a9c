-- Phones that seek: each request asks for 64 kB to 1 MB from anywhere in a file.
-- usage: wrk -s seek.lua URL -- BYTES [check]; "check" also looks into every answer, which costs time.
-- Prints one line of JSON.

local threads = {}

function setup(thread)
   thread:set("number", #threads)
   table.insert(threads, thread)
end

function init(arguments)
   size = tonumber(arguments[1])
   asked, wrong = 0, 0
   math.randomseed(number + 1)
   if arguments[2] == "check" then
      response = check
   end
end

function request()
   local length = math.random(65536, 1048576)
   local start = math.random(0, size - length)
   asked = asked + length
   return wrk.format("GET", nil, { Range = "bytes=" .. start .. "-" .. (start + length - 1) })
end

function check(status, headers, body)
   local found = headers["content-range"] or headers["Content-Range"] or ""
   local first, last = found:match("^bytes (%d+)%-(%d+)/" .. size .. "$")
   if status ~= 206 or not first or last - first + 1 ~= #body then
      wrong = wrong + 1
   end
end

function done(summary, latency)
   local all, bad = 0, 0
   for _, thread in ipairs(threads) do
      all = all + thread:get("asked")
      bad = bad + thread:get("wrong")
   end
   local errors = summary.errors
   local line = '{"seconds": %f, "requests": %d, "bytes": %d, "asked": %d, "wrong": %d, '
      .. '"errors": %d, "p50_ms": %f, "p99_ms": %f}\n'
   io.write(string.format(line, summary.duration / 1e6, summary.requests, summary.bytes, all, bad,
      errors.connect + errors.read + errors.write + errors.status + errors.timeout,
      latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
