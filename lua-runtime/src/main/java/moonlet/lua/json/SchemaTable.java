package moonlet.lua.json;

import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * A schema that a program wrote as a table. An empty table may be meant as an array or as an
 * object; where JSON Schema (draft 2020-12 §10 and §11, and the drafts before it) wants a schema or
 * several with names, it is an object.
 */
public final class SchemaTable {
    /** What a keyword has as its value. */
    private enum Holds {
        SCHEMA,
        SCHEMAS,
        SCHEMA_OR_SCHEMAS,
        NAMED_SCHEMAS,
        NAMED_LISTS
    }

    private static final Map<String, Holds> KEYWORDS =
            Map.ofEntries(
                    Map.entry("items", Holds.SCHEMA_OR_SCHEMAS),
                    Map.entry("additionalItems", Holds.SCHEMA),
                    Map.entry("unevaluatedItems", Holds.SCHEMA),
                    Map.entry("contains", Holds.SCHEMA),
                    Map.entry("additionalProperties", Holds.SCHEMA),
                    Map.entry("unevaluatedProperties", Holds.SCHEMA),
                    Map.entry("propertyNames", Holds.SCHEMA),
                    Map.entry("not", Holds.SCHEMA),
                    Map.entry("if", Holds.SCHEMA),
                    Map.entry("then", Holds.SCHEMA),
                    Map.entry("else", Holds.SCHEMA),
                    Map.entry("prefixItems", Holds.SCHEMAS),
                    Map.entry("allOf", Holds.SCHEMAS),
                    Map.entry("anyOf", Holds.SCHEMAS),
                    Map.entry("oneOf", Holds.SCHEMAS),
                    Map.entry("properties", Holds.NAMED_SCHEMAS),
                    Map.entry("patternProperties", Holds.NAMED_SCHEMAS),
                    Map.entry("dependentSchemas", Holds.NAMED_SCHEMAS),
                    Map.entry("dependencies", Holds.NAMED_SCHEMAS),
                    Map.entry("$defs", Holds.NAMED_SCHEMAS),
                    Map.entry("definitions", Holds.NAMED_SCHEMAS),
                    Map.entry("dependentRequired", Holds.NAMED_LISTS));

    private static final int TABLE_BYTES = 64;
    private static final int ENTRY_BYTES = 40;

    private final Cost cost;
    private int depth;
    private int values; // so far; each is a byte of the text at least

    private SchemaTable(Cost cost) {
        this.cost = cost;
    }

    /** The same schema, as {@link JsonWriter} writes it right; the one given stays as it is. */
    public static LuaValue of(LuaTable schema, Cost cost) {
        return new SchemaTable(cost).schema(schema);
    }

    private LuaValue schema(LuaValue value) {
        return isList(value) ? value : copy(value, this::keyword);
    }

    private LuaValue keyword(LuaValue key, LuaValue value) {
        Holds holds = key instanceof LuaString name ? KEYWORDS.get(Utf8.string(name)) : null;
        return switch (holds) {
            case null -> value;
            case SCHEMA -> schema(value);
            case SCHEMAS -> isEmpty(value) ? value : schemas(value);
            case SCHEMA_OR_SCHEMAS -> isList(value) ? schemas(value) : schema(value);
            case NAMED_SCHEMAS -> schemas(value);
            case NAMED_LISTS -> isEmpty(value) ? JsonReader.EMPTY_OBJECT : value;
        };
    }

    private LuaValue schemas(LuaValue value) {
        return copy(value, (_, schema) -> schema(schema));
    }

    /** What is no table, or too deep or too large for a schema, is for others to refuse. */
    private LuaValue copy(LuaValue value, BinaryOperator<LuaValue> change) {
        if (!(value instanceof LuaTable table)
                || depth > JsonFormat.DEPTH_MAX
                || values > Schemas.SCHEMA_BYTES_MAX) {
            return value;
        }
        if (isEmpty(table)) {
            return JsonReader.EMPTY_OBJECT;
        }
        LuaValue[] keys = table.keys();
        values += keys.length;
        cost.work(keys.length);
        cost.memory(TABLE_BYTES + (long) ENTRY_BYTES * keys.length);
        LuaTable copy = new Table();
        depth++;
        for (LuaValue key : keys) {
            copy.rawset(key, change.apply(key, table.rawget(key)));
        }
        depth--;
        return copy;
    }

    private static boolean isEmpty(LuaValue value) {
        return value instanceof LuaTable table && table.next(LuaValue.NIL).arg1().isnil();
    }

    private static boolean isList(LuaValue value) {
        return value instanceof LuaTable table && !table.rawget(1).isnil();
    }
}
