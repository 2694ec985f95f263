package moonlet.lua.engine.compiled;

/** What is worth knowing of a function before it is compiled. */
final class BodyShape {
    private BodyShape() {}

    /** Whether it calls other functions; one that does not cannot make the stack deep. */
    static boolean calls(Effects effects, int length) {
        for (int pc = 0; pc < length; pc++) {
            if (effects.at(pc).isCall()) {
                return true;
            }
        }
        return false;
    }
}
