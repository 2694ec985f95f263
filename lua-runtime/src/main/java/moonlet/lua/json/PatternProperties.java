package moonlet.lua.json;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The keyword {@code patternProperties}.
 *
 * @param schemas where the schema is for the fields whose name matches
 */
record PatternProperties(Map<SafePattern, String> schemas) implements Evaluator {
    static PatternProperties of(SchemaParsingContext ctx, JsonNode field) {
        Map<SafePattern, String> schemas = new LinkedHashMap<>();
        field.asObject()
                .forEach((key, node) -> schemas.put(SafePattern.of(key), ctx.getAbsoluteUri(node)));
        return new PatternProperties(schemas);
    }

    @Override
    public Result evaluate(EvaluationContext ctx, JsonNode node) {
        if (!node.isObject()) {
            return Result.success();
        }
        Set<String> seen = new HashSet<>();
        boolean valid = true;
        for (Map.Entry<String, JsonNode> field : node.asObject().entrySet()) {
            for (Map.Entry<SafePattern, String> schema : schemas.entrySet()) {
                if (schema.getKey().find(field.getKey(), ((LuaNode) node).cost())) {
                    seen.add(field.getKey());
                    valid &= ctx.resolveInternalRefAndValidate(schema.getValue(), field.getValue());
                }
            }
        }
        return valid ? Result.success(seen) : Result.failure();
    }
}
