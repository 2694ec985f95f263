package moonlet.lua.library;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.SealedTable;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.function.DoubleUnaryOperator;

/** {@code math} (Lua 5.2 manual §6.6). */
final class MathLibrary {
    private MathLibrary() {}

    static SealedTable table() {
        return new SealedTable("math")
                .with("huge", LuaValue.valueOf(Double.POSITIVE_INFINITY))
                .with("pi", LuaValue.valueOf(Math.PI))
                .with(of("abs", Math::abs))
                .with(of("acos", Math::acos))
                .with(of("asin", Math::asin))
                .with(of("atan", Math::atan))
                .with(new Builtin("atan2", MathLibrary::atan2))
                .with(of("ceil", Math::ceil))
                .with(of("cos", Math::cos))
                .with(of("cosh", Math::cosh))
                .with(of("deg", x -> x * (180 / Math.PI)))
                .with(of("exp", Math::exp))
                .with(of("floor", Math::floor))
                .with(new Builtin("fmod", MathLibrary::fmod))
                .with(new Builtin("frexp", MathLibrary::frexp))
                .with(new Builtin("ldexp", MathLibrary::ldexp))
                .with(new Builtin("log", MathLibrary::log))
                .with(of("log10", Math::log10))
                .with(new Builtin("max", MathLibrary::max))
                .with(new Builtin("min", MathLibrary::min))
                .with(new Builtin("modf", MathLibrary::modf))
                .with(new Builtin("pow", MathLibrary::pow))
                .with(of("rad", x -> x * (Math.PI / 180)))
                .with(new Builtin("random", MathLibrary::random))
                .with(new Builtin("randomseed", MathLibrary::randomSeed))
                .with(of("sin", Math::sin))
                .with(of("sinh", Math::sinh))
                .with(of("sqrt", Math::sqrt))
                .with(of("tan", Math::tan))
                .with(of("tanh", Math::tanh))
                .seal();
    }

    private static Builtin of(String name, DoubleUnaryOperator function) {
        return new Builtin(
                name, args -> LuaValue.valueOf(function.applyAsDouble(Arguments.real(args, 1))));
    }

    private static Varargs atan2(Varargs args) {
        return LuaValue.valueOf(Math.atan2(Arguments.real(args, 1), Arguments.real(args, 2)));
    }

    private static Varargs fmod(Varargs args) {
        return LuaValue.valueOf(Arguments.real(args, 1) % Arguments.real(args, 2));
    }

    /** {@code m} in [0.5, 1) and {@code e} so that x = m * 2^e. */
    private static Varargs frexp(Varargs args) {
        double value = Arguments.real(args, 1);
        if (value == 0 || !Double.isFinite(value)) {
            return LuaValue.varargsOf(LuaValue.valueOf(value), LuaValue.ZERO);
        }
        // A subnormal number has no exponent of its own before it is made larger.
        boolean subnormal = Math.abs(value) < Double.MIN_NORMAL;
        double normal = subnormal ? value * 0x1p54 : value;
        int exponent = Math.getExponent(normal) + 1;
        return LuaValue.varargsOf(
                LuaValue.valueOf(Math.scalb(normal, -exponent)),
                LuaValue.valueOf(subnormal ? exponent - 54 : exponent));
    }

    private static Varargs ldexp(Varargs args) {
        long exponent = Arguments.integer(args, 2);
        int clamped = (int) Math.max(-10_000, Math.min(10_000, exponent));
        return LuaValue.valueOf(Math.scalb(Arguments.real(args, 1), clamped));
    }

    private static Varargs log(Varargs args) {
        double value = Arguments.real(args, 1);
        if (args.arg(2).isnil()) {
            return LuaValue.valueOf(Math.log(value));
        }
        double base = Arguments.real(args, 2);
        return LuaValue.valueOf(base == 10 ? Math.log10(value) : Math.log(value) / Math.log(base));
    }

    private static Varargs max(Varargs args) {
        LuaValue best = Arguments.number(args, 1);
        for (int i = 2; i <= args.narg(); i++) {
            LuaValue next = Arguments.number(args, i);
            best = next.todouble() > best.todouble() ? next : best;
        }
        return best;
    }

    private static Varargs min(Varargs args) {
        LuaValue best = Arguments.number(args, 1);
        for (int i = 2; i <= args.narg(); i++) {
            LuaValue next = Arguments.number(args, i);
            best = next.todouble() < best.todouble() ? next : best;
        }
        return best;
    }

    private static Varargs modf(Varargs args) {
        double value = Arguments.real(args, 1);
        double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
        double rest = Double.isInfinite(value) ? 0 : value - whole;
        return LuaValue.varargsOf(LuaValue.valueOf(whole), LuaValue.valueOf(rest));
    }

    private static Varargs pow(Varargs args) {
        double base = Arguments.real(args, 1);
        double exponent = Arguments.real(args, 2);
        // C says 1 where Java says NaN.
        boolean one = base == 1 || base == -1 && Double.isInfinite(exponent);
        return LuaValue.valueOf(one ? 1 : Math.pow(base, exponent));
    }

    private static Varargs random(Varargs args) {
        double drawn = Meter.current().random().nextDouble();
        switch (args.narg()) {
            case 0 -> {
                return LuaValue.valueOf(drawn);
            }
            case 1 -> {
                return within(drawn, 1, Arguments.real(args, 1), 1);
            }
            case 2 -> {
                return within(drawn, Arguments.real(args, 1), Arguments.real(args, 2), 2);
            }
            default -> throw new Raised("wrong number of arguments");
        }
    }

    private static LuaValue within(double drawn, double low, double high, int index) {
        if (!(low <= high)) {
            throw Arguments.bad(index, "interval is empty");
        }
        return LuaValue.valueOf(Math.floor(drawn * (high - low + 1)) + low);
    }

    private static Varargs randomSeed(Varargs args) {
        double seed = Arguments.real(args, 1);
        boolean whole = seed == Math.rint(seed);
        Meter.current().randomSeed(whole ? (long) seed : Double.doubleToLongBits(seed));
        return LuaValue.NONE;
    }
}
