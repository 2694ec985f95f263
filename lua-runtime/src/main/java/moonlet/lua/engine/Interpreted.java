package moonlet.lua.engine;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.UpValue;

import java.util.Arrays;
import java.util.List;

/** Code that {@link Closure} interprets; the functions written inside it may be of either kind. */
public final class Interpreted implements Code {
    final Prototype prototype;
    private final List<Code> inner;

    /**
     * @param inner one for each function that the text of this one contains
     */
    public Interpreted(Prototype prototype, List<Code> inner) {
        this.prototype = prototype;
        this.inner = List.copyOf(inner);
    }

    /** All of it interpreted, down to the innermost function. */
    static Interpreted all(Prototype prototype) {
        return new Interpreted(
                prototype, Arrays.stream(prototype.p).<Code>map(Interpreted::all).toList());
    }

    Code inner(int index) {
        return inner.get(index);
    }

    @Override
    public LuaFunction close(UpValue[] captured, Meter meter) {
        return new Closure(this, captured, meter);
    }
}
