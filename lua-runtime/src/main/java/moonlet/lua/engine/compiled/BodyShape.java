package moonlet.lua.engine.compiled;

/**
 * What is worth knowing of a function before it is compiled.
 *
 * @param calls whether it calls other functions; one that does not cannot make the stack deep
 * @param polls whether entering it costs a reduction. It is not needed where the function neither
 *     calls nor jumps back: what calls it again and again does, and pays; so does each metamethod
 */
record BodyShape(boolean calls, boolean polls) {
    static BodyShape of(Effects effects, int length) {
        boolean calls = false;
        boolean loops = false;
        for (int pc = 0; pc < length; pc++) {
            calls |= effects.at(pc).isCall();
            loops |= effects.jumpsBack(pc);
        }
        return new BodyShape(calls, calls || loops);
    }
}
