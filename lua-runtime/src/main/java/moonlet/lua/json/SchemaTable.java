package moonlet.lua.json;

import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A schema that a program wrote as a table. An empty table may be meant as an array or as an
 * object; where JSON Schema (draft 2020-12 §10 and §11, and the drafts before it) wants a schema or
 * several with names, it is an object.
 */
public final class SchemaTable {
    private final Cost cost;
    private final Map<String, UnaryOperator<LuaValue>> places;
    private int depth;

    private SchemaTable(Cost cost) {
        this.cost = cost;
        UnaryOperator<LuaValue> schema = this::schema;
        UnaryOperator<LuaValue> list = value -> each(value, false);
        UnaryOperator<LuaValue> named = value -> each(value, true);
        this.places =
                Map.ofEntries(
                        Map.entry(
                                "items",
                                value -> isList(value) ? each(value, false) : schema(value)),
                        Map.entry("additionalItems", schema),
                        Map.entry("unevaluatedItems", schema),
                        Map.entry("contains", schema),
                        Map.entry("additionalProperties", schema),
                        Map.entry("unevaluatedProperties", schema),
                        Map.entry("propertyNames", schema),
                        Map.entry("not", schema),
                        Map.entry("if", schema),
                        Map.entry("then", schema),
                        Map.entry("else", schema),
                        Map.entry("prefixItems", list),
                        Map.entry("allOf", list),
                        Map.entry("anyOf", list),
                        Map.entry("oneOf", list),
                        Map.entry("properties", named),
                        Map.entry("patternProperties", named),
                        Map.entry("dependentSchemas", named),
                        Map.entry("dependencies", named),
                        Map.entry("$defs", named),
                        Map.entry("definitions", named),
                        Map.entry("dependentRequired", SchemaTable::object));
    }

    /** The same schema, as {@link JsonWriter} writes it right; the one given stays as it is. */
    public static LuaValue of(LuaTable schema, Cost cost) {
        return new SchemaTable(cost).schema(schema);
    }

    private LuaValue schema(LuaValue value) {
        return isList(value)
                ? value
                : copy(
                        value,
                        (key, inner) ->
                                key instanceof LuaString name
                                        ? places.getOrDefault(Utf8.string(name), v -> v)
                                                .apply(inner)
                                        : inner);
    }

    private LuaValue each(LuaValue value, boolean named) {
        return !named && object(value) == JsonReader.EMPTY_OBJECT
                ? value
                : copy(value, (_, inner) -> schema(inner));
    }

    private interface Inner {
        LuaValue of(LuaValue key, LuaValue value);
    }

    /** What is no table, or too deep to be written, is somebody else's mistake to tell. */
    private LuaValue copy(LuaValue value, Inner inner) {
        if (!(value instanceof LuaTable table) || depth > JsonFormat.DEPTH_MAX) {
            return value;
        }
        LuaValue[] keys = table.keys();
        cost.work(1 + keys.length);
        if (keys.length == 0) {
            return JsonReader.EMPTY_OBJECT;
        }
        cost.memory(64L + 40L * keys.length);
        LuaTable copy = new Table();
        depth++;
        for (LuaValue key : keys) {
            copy.rawset(key, inner.of(key, table.rawget(key)));
        }
        depth--;
        return copy;
    }

    private static LuaValue object(LuaValue value) {
        return value instanceof LuaTable table && table.keyCount() == 0
                ? JsonReader.EMPTY_OBJECT
                : value;
    }

    private static boolean isList(LuaValue value) {
        return value instanceof LuaTable table && !table.rawget(1).isnil();
    }
}
