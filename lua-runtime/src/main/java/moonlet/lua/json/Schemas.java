package moonlet.lua.json;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;

import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The schemas that the processes of a node used last, compiled. Shared by all of them; a schema is
 * checked against that of its draft first, and nothing is ever fetched.
 */
public final class Schemas {
    /** A longer schema is refused; the time to compile one grows with it. */
    public static final int SCHEMA_BYTES_MAX = 64 << 10;

    private static final int KEPT = 64;
    private static final int DEPTH_MAX = 48;
    private static final String LATEST = "https://json-schema.org/draft/2020-12/schema";
    private static final Set<String> DRAFTS =
            Set.of(
                    LATEST,
                    "https://json-schema.org/draft/2019-09/schema",
                    "http://json-schema.org/draft-07/schema",
                    "http://json-schema.org/draft-06/schema",
                    "http://json-schema.org/draft-04/schema");

    private final Validator drafts = validators().createValidator();
    private final Map<String, CompiledSchema> kept =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, CompiledSchema> eldest) {
                    return size() > KEPT;
                }
            };

    /** The schema with this JSON text. The caller pays, and keeps others from its thread. */
    public synchronized CompiledSchema get(LuaString text) throws BadJson {
        if (text.m_length > SCHEMA_BYTES_MAX) {
            throw new BadJson("a schema is larger than " + SCHEMA_BYTES_MAX + " bytes");
        }
        String key = Utf8.string(text);
        CompiledSchema schema = kept.get(key);
        if (schema == null) {
            schema = compile(text);
            kept.put(key, schema);
        }
        return schema;
    }

    private CompiledSchema compile(LuaString text) throws BadJson {
        LuaValue value = JsonReader.exact(text, DEPTH_MAX, Cost.NOTHING);
        try {
            JsonNode node = LuaNode.of(value, Cost.NOTHING);
            Validator.Result result = drafts.validate(URI.create(draft(node)), node);
            if (!result.isValid()) {
                throw new BadJson(CompiledSchema.wrong(result));
            }
            Validator validator =
                    validators().withEvaluatorFactory(new Keywords()).createValidator();
            return new CompiledSchema(validator, validator.registerSchema(node));
        } catch (BadSchema
                | SafePattern.Refused
                | JsonSchemaException
                | IllegalArgumentException error) {
            throw new BadJson(error.getMessage());
        }
    }

    private static String draft(JsonNode schema) {
        JsonNode named = schema.isObject() ? schema.asObject().get("$schema") : null;
        if (named == null) {
            return LATEST;
        }
        String draft = named.asString().replaceFirst("#$", "");
        if (!DRAFTS.contains(draft)) {
            throw new BadSchema("$schema is \"" + draft + "\"; known are " + DRAFTS);
        }
        return draft;
    }

    private static ValidatorFactory validators() {
        return new ValidatorFactory()
                .withDisabledSchemaValidation(true)
                .withJsonNodeFactory(
                        new JsonNodeFactory() {
                            @Override
                            public JsonNode wrap(Object node) {
                                return (JsonNode) node;
                            }

                            @Override
                            public JsonNode create(String json) {
                                try {
                                    LuaString text = Utf8.bytes(json);
                                    return LuaNode.of(
                                            JsonReader.exact(
                                                    text, JsonFormat.DEPTH_MAX, Cost.NOTHING),
                                            Cost.NOTHING);
                                } catch (BadJson bad) {
                                    throw new BadSchema(bad.getMessage());
                                }
                            }
                        });
    }
}
