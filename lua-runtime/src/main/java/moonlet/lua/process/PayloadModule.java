package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/** The global {@code payload} (specification §4, "Payload"). */
final class PayloadModule {
    static final String LUA = "lua/any";
    static final String ERROR = "golang/error";
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("payload methods")
                            .with(new Builtin("data", args -> payload(args).data()))
                            .with(new Builtin("unmarshal", args -> payload(args).data()))
                            .with(new Builtin("get_format", args -> text(payload(args).format())))
                            .with(new Builtin("transcode", PayloadModule::transcode)),
                    new Builtin(
                            "__tostring",
                            args -> text("payload{format=" + payload(args).format() + "}")));

    private PayloadModule() {}

    static SealedTable create() {
        SealedTable formats =
                new SealedTable("payload.format")
                        .with("JSON", text("json/plain"))
                        .with("YAML", text("yaml/plain"))
                        .with("STRING", text("text/plain"))
                        .with("BYTES", text("application/octet-stream"))
                        .with("MSGPACK", text("application/msgpack"))
                        .with("LUA", text(LUA))
                        .with("GOLANG", text("golang/any"))
                        .with("ERROR", text(ERROR))
                        .seal();
        return new SealedTable("payload")
                .with(new Builtin("new", args -> new PayloadValue(args.arg1())))
                .with("format", formats)
                .seal();
    }

    private static PayloadValue payload(Varargs args) {
        return Arguments.instance(args, 1, PayloadValue.class, "payload");
    }

    private static LuaString text(String text) {
        return Utf8.bytes(text);
    }

    /** Values stay Lua values on their whole way; only a string can change to text and back. */
    private static Varargs transcode(Varargs args) {
        PayloadValue payload = payload(args);
        String wanted = Utf8.string(Arguments.string(args, 2));
        boolean textual = wanted.equals("text/plain") || wanted.equals("application/octet-stream");
        if (wanted.equals(payload.format()) || textual && payload.data() instanceof LuaString) {
            return payload;
        }
        return Fault.results(
                ErrorKind.INTERNAL,
                "no way from format \"" + payload.format() + "\" to \"" + wanted + "\"");
    }
}
