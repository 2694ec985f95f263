package moonlet.lua.engine;

import org.luaj.vm2.LuaValue;

/** The start of a numeric {@code for} in compiled code. Public for generated classes. */
public final class ForLoop {
    /** No loop over whole numbers comes this far: a double has no odd numbers beyond it. */
    private static final long WHOLE_MAX = 1L << 53;

    private ForLoop() {}

    /** What the loop starts from. */
    public static double initial(LuaValue value) {
        return number(value, "'for' initial value must be a number");
    }

    public static double limit(LuaValue value) {
        return number(value, "'for' limit must be a number");
    }

    public static double step(LuaValue value) {
        return number(value, "'for' step must be a number");
    }

    private static double number(LuaValue value, String otherwise) {
        LuaValue number = Arguments.numberOrNil(value);
        if (number.isnil()) {
            throw new Raised(otherwise);
        }
        return number.todouble();
    }

    /** The last whole number that a loop up to {@code limit} can reach. */
    public static long lastUp(double limit) {
        return Double.isNaN(limit) ? Long.MIN_VALUE : (long) Math.min(Math.floor(limit), WHOLE_MAX);
    }

    /** The last whole number that a loop down to {@code limit} can reach. */
    public static long lastDown(double limit) {
        return Double.isNaN(limit) ? Long.MAX_VALUE : (long) Math.max(Math.ceil(limit), -WHOLE_MAX);
    }

    /** Whether the loop goes on with {@code index}. */
    public static boolean goesOn(double index, double limit, double step) {
        return step > 0 ? index <= limit : index >= limit;
    }
}
