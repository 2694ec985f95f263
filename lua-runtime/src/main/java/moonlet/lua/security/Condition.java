package moonlet.lua.security;

/** What has to hold for a policy to apply. */
public record Condition(Field field, Operator operator, Operand operand) {
    /** A field that is missing, on either side, makes every comparison false. */
    boolean holds(AccessRequest request) {
        Object found = field.of(request);
        return switch (operand) {
            case Operand.Nothing _ -> (found != null) == (operator == Operator.EXISTS);
            case Operand.Value(Object value) -> found != null && operator.holds(found, value);
            case Operand.From(Field other) -> {
                Object wanted = other.of(request);
                yield found != null && wanted != null && operator.holds(found, wanted);
            }
        };
    }
}
