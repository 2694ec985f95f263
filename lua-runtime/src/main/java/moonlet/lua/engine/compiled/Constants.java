package moonlet.lua.engine.compiled;

import moonlet.lua.engine.Interpreted;

import org.luaj.vm2.Prototype;

/** How a generated class gets what cannot be written in bytecode. Public for those classes. */
public final class Constants {
    private Constants() {}

    /** The Lua function that {@code type} was generated for. */
    public static Prototype prototype(Class<?> type) {
        return loader(type).unit(type.getName()).prototype;
    }

    /** The same function for the interpreter. */
    public static Interpreted interpreted(Class<?> type) {
        CodeLoader loader = loader(type);
        return loader.interpreted(loader.unit(type.getName()));
    }

    private static CodeLoader loader(Class<?> type) {
        return (CodeLoader) type.getClassLoader();
    }
}
