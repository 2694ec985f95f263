local expect = require("expect")
local T = {}

function T.a_payload_gives_its_value()
    local t = { 1 }
    expect.equal(t, payload.new(t):data())
    expect.equal(t, payload.new(t):unmarshal())
    expect.equal(nil, payload.new(nil):data())
end

function T.the_format_of_a_lua_value_is_lua()
    for _, value in ipairs({ 1, "x", true, {} }) do
        expect.equal(payload.format.LUA, payload.new(value):get_format())
    end
end

function T.the_format_of_an_error_is_error()
    expect.equal(payload.format.ERROR, payload.new(errors.new("x")):get_format())
end

function T.the_formats_have_these_names()
    local names = {
        JSON = "json/plain", YAML = "yaml/plain", STRING = "text/plain", LUA = "lua/any",
        BYTES = "application/octet-stream", MSGPACK = "application/msgpack", GOLANG = "golang/any",
        ERROR = "golang/error",
    }
    for name, text in pairs(names) do
        expect.equal(text, payload.format[name], name)
    end
end

function T.a_payload_prints_its_format()
    expect.equal("payload{format=lua/any}", tostring(payload.new(1)))
end

function T.transcoding_to_the_same_format_is_possible()
    local same, err = payload.new(5):transcode(payload.format.LUA)
    expect.equal(nil, err)
    expect.equal(5, same:data())
end

function T.transcoding_to_an_unknown_format_is_internal()
    expect.failure(errors.INTERNAL, "nonsense", payload.new(5):transcode("nonsense"))
end

return T
