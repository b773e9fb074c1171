-- wrk: home of one viewer after the other. TOKENS names a file with an access token a line; with
-- GZIP set, answers come compressed.
local function lines(path)
  local all = {}
  for line in io.lines(path) do all[#all + 1] = line end
  return all
end

local tokens = lines(os.getenv("TOKENS"))
local requests, nextRequest = {}, 0

init = function()
  for index, token in ipairs(tokens) do
    local headers = { ["Authorization"] = "Bearer " .. token }
    if os.getenv("GZIP") then headers["Accept-Encoding"] = "gzip" end
    requests[index] = wrk.format("GET", "/api/v1/home", headers)
  end
end

request = function()
  nextRequest = nextRequest % #requests + 1
  return requests[nextRequest]
end
