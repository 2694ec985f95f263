package moonlet.lua.engine.compiled;

import moonlet.lua.engine.Code;

import org.luaj.vm2.Prototype;

/** From what the parser made of a text to code that runs as JVM bytecode. */
public final class Compiler {
    private Compiler() {}

    /**
     * @param main the function of the whole chunk
     * @param source the file name that JVM stack traces show
     */
    public static Code compile(Prototype main, String source) {
        return new CodeLoader(main, source).main();
    }
}
