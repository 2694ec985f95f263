package moonlet.lua.security;

/** What has to hold for a policy to apply. */
public record Condition(Field field, Operator operator, Operand operand) {
    /** A field that is missing, on either side, makes every comparison false. */
    boolean holds(AccessRequest request) {
        Object found = field.of(request);
        return switch (operand) {
            case Operand.Nothing _ -> (found != null) == (operator == Operator.EXISTS);
            case Operand.Value(Object value) -> found != null && holds(found, value, request);
            case Operand.From(Field other) -> {
                Object wanted = other.of(request);
                yield found != null && wanted != null && holds(found, wanted, request);
            }
        };
    }

    private boolean holds(Object found, Object wanted, AccessRequest request) {
        request.work().accept(operator.work(found, wanted));
        return operator.holds(found, wanted);
    }
}
