package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.json.BadJson;
import moonlet.lua.json.CompiledSchema;
import moonlet.lua.json.Cost;
import moonlet.lua.json.JsonReader;
import moonlet.lua.json.JsonWriter;
import moonlet.lua.json.SchemaTable;
import moonlet.lua.json.Schemas;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code json} (specification §11). Shared by all processes of a node. */
final class JsonModule {
    private static final int SCHEMA_BYTES_PER_REDUCTION = 4;

    private final Schemas schemas = new Schemas();

    private JsonModule() {}

    static SealedTable create() {
        JsonModule json = new JsonModule();
        return new SealedTable("json")
                .with(new Builtin("encode", JsonModule::encode))
                .with(Signature.of("json.decode", "text").builtin(JsonModule::decode))
                .with(Signature.of("json.validate", "schema", "data").predicate(json::validate))
                .with(
                        Signature.of("json.validate_string", "schema", "text")
                                .predicate(json::validateString))
                .seal();
    }

    /** A plain value in the place of a userdata: errors are their message, payloads their value. */
    static LuaValue plain(LuaValue value) {
        return switch (value) {
            case Fault fault -> fault.checkstring();
            case PayloadValue payload -> payload.data();
            default -> value;
        };
    }

    private static Varargs encode(Varargs args) {
        try {
            return write(args.arg1(), Meter.current());
        } catch (BadJson bad) {
            return Fault.results(ErrorKind.INTERNAL, "json.encode: " + bad.getMessage());
        }
    }

    private static LuaString write(LuaValue value, Meter meter) throws BadJson {
        int bytesMax = meter.limits().stringBytesMax();
        return new JsonWriter(Cost.of(meter), bytesMax, true, JsonModule::plain).write(value);
    }

    private static Varargs decode(Varargs args) {
        LuaString text = Arguments.string(args, 1);
        if (text.m_length == 0) {
            return Fault.results(ErrorKind.INVALID, "json.decode: the text is empty");
        }
        try {
            return JsonReader.read(text, Cost.of(Meter.current()));
        } catch (BadJson bad) {
            return Fault.results(ErrorKind.INTERNAL, "json.decode: " + bad.getMessage());
        }
    }

    private Varargs validate(Varargs args) {
        LuaValue data = args.arg(2);
        if (data.isnil()) {
            return invalid("data is required");
        }
        try {
            CompiledSchema schema = schema(args);
            return result(schema.validate(plain(data), Cost.of(Meter.current())));
        } catch (BadJson bad) {
            return invalid("schema: " + bad.getMessage());
        }
    }

    private Varargs validateString(Varargs args) {
        LuaString text = Arguments.string(args, 2);
        if (text.m_length == 0) {
            return invalid("data is required");
        }
        CompiledSchema schema;
        try {
            schema = schema(args);
        } catch (BadJson bad) {
            return invalid("schema: " + bad.getMessage());
        }
        try {
            return result(schema.validateText(text, Cost.of(Meter.current())));
        } catch (BadJson bad) {
            return invalid("data: " + bad.getMessage());
        }
    }

    private CompiledSchema schema(Varargs args) throws BadJson {
        Meter meter = Meter.current();
        LuaString text =
                switch (args.arg1()) {
                    case LuaTable table -> write(SchemaTable.of(table, Cost.of(meter)), meter);
                    case LuaString string -> string;
                    default -> throw Arguments.expected(args, 1, "table or string");
                };
        meter.charge(text.m_length / SCHEMA_BYTES_PER_REDUCTION);
        Compiled compiled =
                Pinned.call(
                        () -> {
                            try {
                                return new Compiled(schemas.get(text), null);
                            } catch (BadJson bad) {
                                return new Compiled(null, bad);
                            }
                        });
        if (compiled.bad != null) {
            throw compiled.bad;
        }
        return compiled.schema;
    }

    private static Varargs result(String wrong) {
        return wrong == null ? LuaValue.varargsOf(LuaValue.TRUE, LuaValue.NIL) : invalid(wrong);
    }

    private static Varargs invalid(String wrong) {
        return LuaValue.varargsOf(
                LuaValue.FALSE, new Fault(Failure.of(ErrorKind.INVALID, "json: " + wrong)));
    }

    /** A schema, or why there is none. */
    private record Compiled(CompiledSchema schema, BadJson bad) {}
}
