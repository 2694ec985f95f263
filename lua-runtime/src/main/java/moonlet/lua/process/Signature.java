package moonlet.lua.process;

import moonlet.lua.engine.Builtin;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaValue;

import java.util.List;

/**
 * What a function of the API is called, and which arguments it cannot do without. Called with too
 * few, it gives an error that names the first that is missing, where a wrong type is raised by the
 * body (specification §1). A nil is an argument, of a wrong type.
 *
 * @param name as errors show it: {@code env.get}, or {@code Store:get} for a method, which is
 *     called with its object besides
 * @param required names of the first arguments
 */
record Signature(String name, List<String> required) {
    static Signature of(String name, String... required) {
        return new Signature(name, List.of(required));
    }

    /** Its function, which fails with {@code nil, err}. */
    Builtin builtin(Builtin.Body body) {
        return builtin(LuaValue.NIL, body);
    }

    /** Its function, which fails with {@code false, err}. */
    Builtin predicate(Builtin.Body body) {
        return builtin(LuaValue.FALSE, body);
    }

    private Builtin builtin(LuaValue failed, Builtin.Body body) {
        int dot = Math.max(name.lastIndexOf('.'), name.lastIndexOf(':'));
        boolean isMethod = name.indexOf(':') >= 0;
        int needed = required.size() + (isMethod ? 1 : 0);
        return new Builtin(
                name.substring(dot + 1),
                args -> {
                    int given = args.narg();
                    // A method without its object raises that.
                    return given >= needed || isMethod && !args.arg1().isuserdata()
                            ? body.call(args)
                            : LuaValue.varargsOf(failed, new Fault(missing(needed - given)));
                });
    }

    /**
     * @param count how many of the last ones are missing
     */
    private Failure missing(int count) {
        String text =
                required.size() == 1
                        ? " requires " + article() + " " + required.getFirst() + " argument"
                        : " requires at least "
                                + String.join(", ", required.subList(0, required.size() - 1))
                                + " and "
                                + required.getLast()
                                + " arguments; "
                                + required.get(required.size() - count)
                                + " is missing";
        return Failure.of(ErrorKind.INVALID, name + text);
    }

    private String article() {
        return "aeiou".indexOf(required.getFirst().charAt(0)) < 0 ? "a" : "an";
    }
}
