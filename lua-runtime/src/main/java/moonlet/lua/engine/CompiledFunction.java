package moonlet.lua.engine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.UpValue;
import org.luaj.vm2.Varargs;

/**
 * A Lua function that runs as JVM bytecode: what is the same in all of them. The compiler makes a
 * subclass of each Lua function, whose fields are the variables it closes over; an instance belongs
 * to one process. Public for those classes, which have class loaders of their own.
 */
public abstract class CompiledFunction extends LuaFunction implements Holder {
    private static final int BYTES = 32; // with some captured variables

    /** Who pays. */
    protected final Meter meter;

    protected CompiledFunction(Meter meter) {
        this.meter = meter;
        meter.allocate(BYTES);
    }

    /** The function as the parser left it. */
    protected abstract Prototype prototype();

    @Override
    public Varargs invoke(Varargs args) {
        return onInvoke(args).eval();
    }

    @Override
    public String tojstring() {
        Prototype prototype = prototype();
        return "function: " + Blame.source(prototype) + ":" + prototype.linedefined;
    }

    /** The values and cells that it closes over. */
    protected abstract Object[] captured();

    @Override
    public final long hold(Retained retained) {
        return BYTES + retained.addAll(captured());
    }

    /** A call of a function that calls others begins. */
    protected final void enter() {
        meter.enter();
    }

    /** It ends, by a return. */
    protected final void leave() {
        meter.leave();
    }

    /** A jump back, or a call of a function that jumps back and calls no other. */
    protected final void tick() {
        meter.tick();
    }

    /** It ends, by an error that the instruction at {@code pc} met; returns what to throw. */
    protected final LuaError left(Throwable thrown, int pc) {
        meter.leave();
        return located(thrown, pc);
    }

    /** As {@link #left}, for a function that calls no other. */
    protected final LuaError located(Throwable thrown, int pc) {
        return switch (thrown) {
            case LuaError error -> Blame.located(error, prototype(), pc);
            case StackOverflowError _ ->
                    Blame.located(new Raised("stack overflow"), prototype(), pc);
            case RuntimeException mistake -> throw mistake;
            case Error fatal -> throw fatal;
            default -> throw new IllegalStateException(thrown);
        };
    }

    /** A new variable that closures share. */
    protected static UpValue cell(LuaValue value) {
        return new UpValue(new LuaValue[] {value}, 0);
    }

    /** The scope of a variable ends: those who hold the cell keep it, the register gets another. */
    protected static UpValue fresh(UpValue cell) {
        return cell(cell.getValue());
    }
}
