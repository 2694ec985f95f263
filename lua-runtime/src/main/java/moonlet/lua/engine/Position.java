package moonlet.lua.engine;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;

/** Where Lua code runs, which the JVM knows of the functions that are compiled. */
public final class Position {
    private static final StackWalker FRAMES =
            StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    /** How far that function may be: next to its builtin, but for a call through others. */
    private static final int FRAMES_MAX = 64;

    private Position() {}

    /** As {@code file:line}, that of the innermost Lua function; none where it is interpreted. */
    public static Optional<String> current() {
        return FRAMES.walk(
                frames ->
                        frames.limit(FRAMES_MAX)
                                .filter(frame -> isLua(frame.getDeclaringClass()))
                                .findFirst()
                                .filter(Position::isCompiled)
                                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()));
    }

    private static boolean isLua(Class<?> type) {
        return type == Closure.class || type.getSuperclass() == CompiledFunction.class;
    }

    private static boolean isCompiled(StackFrame frame) {
        return frame.getDeclaringClass() != Closure.class && frame.getLineNumber() > 0;
    }
}
