package moonlet.lua.engine.compiled;

import static moonlet.lua.engine.compiled.Symbols.STRING;
import static moonlet.lua.engine.compiled.Symbols.VALUE;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.util.BitSet;
import java.util.function.ObjIntConsumer;

/** The constants of one Lua function, which become static final fields where they are used. */
final class ConstantPool {
    private final LuaValue[] values;
    private final ClassDesc self;
    private final BitSet used = new BitSet();

    ConstantPool(LuaValue[] values, ClassDesc self) {
        this.values = values;
        this.self = self;
    }

    void push(CodeBuilder code, int index) {
        used.set(index);
        code.getstatic(self, field(index), type(index));
    }

    void forEach(ObjIntConsumer<ClassDesc> field) {
        used.stream().forEach(index -> field.accept(type(index), index));
    }

    static String field(int index) {
        return "K" + index;
    }

    private ClassDesc type(int index) {
        return values[index] instanceof LuaString ? STRING : VALUE;
    }
}
