package moonlet.lua.security;

/** What a condition compares its field with. */
public sealed interface Operand {
    /** Nothing: the operator asks only whether there is a field. */
    record Nothing() implements Operand {}

    /**
     * A value that the policy has written: a text, number, boolean, list, or {@link Expression}.
     */
    record Value(Object value) implements Operand {}

    /** Another field of the request. */
    record From(Field field) implements Operand {}
}
