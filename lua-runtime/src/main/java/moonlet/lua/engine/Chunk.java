package moonlet.lua.engine;

import moonlet.lua.dialect.Dialect;
import moonlet.lua.dialect.MalformedSource;
import moonlet.lua.engine.compiled.Compiler;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.UpValue;
import org.luaj.vm2.compiler.LuaC;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A compiled source text: immutable, and shared by all processes that run it. This class is the
 * whole surface of the back end; what is behind it can be replaced alone.
 */
public final class Chunk {
    private final Code main;
    private final Prototype prototype;

    private Chunk(Code main, Prototype prototype) {
        this.main = main;
        this.prototype = prototype;
    }

    /**
     * Compiles Lua 5.2 text, with the additions of {@link Dialect}.
     *
     * @param name how errors call it, for example {@code worker.lua}
     * @param source the text; UTF-8 or any other bytes, which Lua keeps as they are
     * @throws SyntaxError if it is not a Lua program, is binary, or is longer than {@code
     *     sourceBytesMax}
     */
    public static Chunk compile(String name, byte[] source, Limits limits) throws SyntaxError {
        return compile(name, source, limits, Backend.COMPILED);
    }

    /** As {@link #compile(String, byte[], Limits)}, with a choice of how it will run. */
    public static Chunk compile(String name, byte[] source, Limits limits, Backend backend)
            throws SyntaxError {
        Prototype prototype = parse(name, source, limits);
        Names.share(prototype);
        Code main =
                switch (backend) {
                    case COMPILED -> Compiler.compile(prototype, name);
                    case INTERPRETED -> Interpreted.all(prototype);
                };
        return new Chunk(main, prototype);
    }

    private static Prototype parse(String name, byte[] source, Limits limits) throws SyntaxError {
        if (source.length > limits.sourceBytesMax()) {
            throw new SyntaxError(
                    name,
                    1,
                    "source of "
                            + source.length
                            + " bytes is longer than the limit sourceBytesMax="
                            + limits.sourceBytesMax());
        }
        if (source.length > 0 && source[0] == 0x1b) {
            throw new SyntaxError(
                    name, 1, "binary chunks are not accepted; give the source text instead");
        }
        SourceBytes bytes = new SourceBytes(plain(name, source));
        try {
            return LuaC.instance.compile(bytes, "=" + name);
        } catch (LuaError error) {
            String text = String.valueOf(error.getMessage());
            throw text.contains("compiler assert failed")
                    ? tooLarge(name, bytes)
                    : located(name, SyntaxText.of(text, bytes));
        } catch (NumberFormatException malformed) {
            String text = SyntaxText.of("malformed number", bytes);
            throw new SyntaxError(name, bytes.line(), text);
        } catch (RuntimeException beyondTheParser) {
            // It gives up in many ways on functions that no instruction format can hold.
            throw tooLarge(name, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static SyntaxError tooLarge(String name, SourceBytes bytes) {
        return new SyntaxError(
                name,
                bytes.line(),
                "a function here is too large: at most 200 local variables, 255 upvalues, 250"
                        + " registers, 262144 constants and jumps over 131071 instructions; split"
                        + " it");
    }

    private static byte[] plain(String name, byte[] source) throws SyntaxError {
        try {
            return Dialect.erase(source);
        } catch (MalformedSource malformed) {
            throw new SyntaxError(name, malformed.line(), malformed.getMessage());
        }
    }

    /** The globals that it reads or requires and never sets, each with the first such line. */
    public Map<String, Integer> globalsRead() {
        return GlobalReads.of(prototype);
    }

    /** A function that runs this chunk with {@code globals} and pays with {@code meter}. */
    public LuaFunction instantiate(LuaTable globals, Meter meter) {
        UpValue[] captured = new UpValue[prototype.upvalues.length];
        if (captured.length > 0) {
            captured[0] = new UpValue(new LuaValue[] {globals}, 0);
        }
        return main.close(captured, meter);
    }

    /** The parser says {@code name:line: text}; a name may itself contain colons. */
    private static SyntaxError located(String name, String message) {
        String rest = message.startsWith(name + ":") ? message.substring(name.length() + 1) : "";
        int colon = rest.indexOf(':');
        if (colon > 0 && rest.substring(0, colon).chars().allMatch(Character::isDigit)) {
            return new SyntaxError(
                    name,
                    Integer.parseInt(rest.substring(0, colon)),
                    rest.substring(colon + 1).trim());
        }
        return new SyntaxError(name, 1, message);
    }
}
