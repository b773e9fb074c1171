-- wrk: home of one viewer after the other, or with TITLES the page of another title each time. TOKENS
-- and TITLES name files with an access token, a title a line; with GZIP set, answers come compressed.
local function lines(path)
  local all = {}
  for line in io.lines(path) do all[#all + 1] = line end
  return all
end

local tokens = lines(os.getenv("TOKENS"))
local requests, nextRequest = {}, 0

local titles = os.getenv("TITLES") and lines(os.getenv("TITLES")) or {}

-- Every request is another viewer's, and with titles nearly every one another title's.
init = function()
  for index = 1, math.max(#tokens, #titles > 0 and 4000 or 0) do
    local token = tokens[(index - 1) % #tokens + 1]
    local headers = { ["Authorization"] = "Bearer " .. token }
    if os.getenv("GZIP") then headers["Accept-Encoding"] = "gzip" end
    local path = "/api/v1/home"
    if #titles > 0 then
      path = "/api/v1/titles/" .. titles[(index * 7919) % #titles + 1]
    end
    requests[index] = wrk.format("GET", path, headers)
  end
end

request = function()
  nextRequest = nextRequest % #requests + 1
  return requests[nextRequest]
end
