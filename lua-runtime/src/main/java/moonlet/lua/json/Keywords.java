package moonlet.lua.json;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;

import java.util.Optional;
import java.util.Set;

/**
 * The keywords of a schema: those of the library, each counted as work, and those with regular
 * expressions, which the library would leave to an engine that can run for ever.
 */
final class Keywords implements EvaluatorFactory {
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final Set<String> OF_ARRAYS =
            Set.of(
                    "items",
                    "prefixItems",
                    "additionalItems",
                    "unevaluatedItems",
                    "contains",
                    "minItems",
                    "maxItems",
                    "minContains",
                    "maxContains",
                    "uniqueItems");

    @Override
    public Optional<Evaluator> create(SchemaParsingContext ctx, String keyword, JsonNode field) {
        if (REFERENCES.contains(keyword) && field.isString() && !field.asString().startsWith("#")) {
            throw new BadSchema(
                    keyword
                            + " to \""
                            + field.asString()
                            + "\"; references stay inside the schema: \"#/$defs/name\"");
        }
        return known(ctx, keyword, field)
                .map(
                        evaluator ->
                                new Counted(
                                        evaluator,
                                        field.getJsonPointer().length(),
                                        meansArray(keyword, field)));
    }

    private static Optional<Evaluator> known(
            SchemaParsingContext ctx, String keyword, JsonNode field) {
        if (keyword.equals("pattern") && field.isString()) {
            return Optional.of(SafePattern.keyword(field.asString()));
        }
        if (keyword.equals("patternProperties") && field.isObject()) {
            return Optional.of(PatternProperties.of(ctx, field));
        }
        return ctx.getDialect().getEvaluatorFactory().create(ctx, keyword, field);
    }

    /** Whether an empty table of Lua is an empty array to this keyword. */
    private static boolean meansArray(String keyword, JsonNode field) {
        return switch (keyword) {
            case "type" ->
                    field.isString()
                            ? !field.asString().equals("object")
                            : field.isArray()
                                    && field.asArray().stream()
                                            .noneMatch(n -> n.asString().equals("object"));
            case "const" -> field.isArray();
            case "enum" ->
                    field.isArray()
                            && field.asArray().stream()
                                    .anyMatch(n -> n.isArray() && n.asArray().isEmpty());
            default -> OF_ARRAYS.contains(keyword);
        };
    }

    /** A keyword whose every use is a step of work. */
    private record Counted(Evaluator evaluator, int chars, boolean array) implements Evaluator {
        @Override
        public Result evaluate(EvaluationContext ctx, JsonNode node) {
            LuaNode seen = (LuaNode) node;
            if (!(seen.cost() instanceof ValidationWork work)) {
                return evaluator.evaluate(ctx, node);
            }
            work.enter(chars);
            try {
                return evaluator.evaluate(
                        ctx, array && seen.isEither() ? seen.asEmptyArray() : seen);
            } finally {
                work.leave(chars);
            }
        }

        @Override
        public int getOrder() {
            return evaluator.getOrder();
        }
    }
}
