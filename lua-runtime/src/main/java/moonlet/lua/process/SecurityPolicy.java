package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.Varargs;

import java.util.Set;

/**
 * A policy as Lua code sees it. On a node whose application has none of this id it says nothing
 * about anything.
 */
final class SecurityPolicy extends Userdata {
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("policy methods")
                            .with(new Builtin("id", args -> Utf8.bytes(self(args).id)))
                            .with(
                                    Evaluation.of("Policy")
                                            .builtin(
                                                    args ->
                                                            Evaluation.call(
                                                                    Set.of(self(args).id), args))),
                    new Builtin(
                            "__tostring",
                            args -> Utf8.bytes("security.Policy{" + self(args).id + "}")));

    private final String id;

    SecurityPolicy(String id) {
        super(METATABLE);
        this.id = id;
    }

    String id() {
        return id;
    }

    private static SecurityPolicy self(Varargs args) {
        return Arguments.instance(args, 1, SecurityPolicy.class, "policy");
    }
}
