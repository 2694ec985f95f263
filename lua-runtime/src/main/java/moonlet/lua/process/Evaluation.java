package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Utf8;
import moonlet.lua.security.AccessRequest;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

import java.util.Map;
import java.util.Set;

/** {@code evaluate(actor, action, resource, [meta])} of policies and scopes. */
final class Evaluation {
    static final int TEXT_BYTES_MAX = 4_096;
    private static final int CHARACTERS_PER_REDUCTION = 64;

    private Evaluation() {}

    /**
     * @param type that has the method
     */
    static Signature of(String type) {
        return Signature.of(type + ":evaluate", "actor", "action", "resource");
    }

    /**
     * Answers {@code "allow"}, {@code "deny"} or {@code "undefined"}.
     *
     * @param scope ids of the policies that are asked
     */
    static Varargs call(Set<String> scope, Varargs args) {
        LuaProcess process = LuaProcess.self();
        ActorValue actor = Arguments.instance(args, 2, ActorValue.class, "actor");
        AccessRequest request =
                new AccessRequest(
                        actor.actor().id(),
                        () -> Attributes.of(actor.actor().meta()),
                        text(args, 3),
                        text(args, 4),
                        attributes(args, 5),
                        Evaluation::work);
        process.charge(1 + scope.size() / 8);
        return Utf8.bytes(process.world().permissions().policies().evaluate(scope, request).text());
    }

    /** Policies look through so many characters; they cannot be interrupted. */
    static void work(long characters) {
        Meter.current().owe(characters / CHARACTERS_PER_REDUCTION);
    }

    /** The name of an actor, an action, a resource, a policy or a group. */
    static String text(Varargs args, int index) {
        LuaString text = Arguments.string(args, index);
        if (text.m_length > TEXT_BYTES_MAX) {
            throw Arguments.bad(
                    index, "at most " + TEXT_BYTES_MAX + " bytes expected, got " + text.m_length);
        }
        return Utf8.string(text);
    }

    /** The attributes that an optional argument gives. */
    static Map<String, ?> attributes(Varargs args, int index) {
        if (args.arg(index).isnil()) {
            return Map.of();
        }
        try {
            return Attributes.of(Arguments.table(args, index));
        } catch (Attributes.TooMany unfit) {
            throw Arguments.bad(index, "attributes: " + unfit.getMessage());
        }
    }
}
