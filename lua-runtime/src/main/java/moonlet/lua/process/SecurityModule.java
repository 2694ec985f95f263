package moonlet.lua.process;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.protocol.Actor;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.Set;

/** The module {@code security}: who acts, and what is allowed (specification §10). */
final class SecurityModule {
    private static final Permission CREATE_ACTOR =
            new Permission("security.actor.create", "create actor");
    private static final Permission CREATE_SCOPE =
            new Permission("security.scope.create", "create scope");
    private static final Permission GET_POLICY =
            new Permission("security.policy.get", "get policy");
    private static final Permission GET_GROUP =
            new Permission("security.policy_group.get", "get named scope");
    private static final String ANY_SCOPE = "custom"; // a new scope has no id

    private SecurityModule() {}

    static SealedTable create() {
        return new SealedTable("security")
                .with(new Builtin("actor", args -> actor()))
                .with(new Builtin("scope", args -> scope()))
                .with(
                        Signature.of("security.can", "action", "resource")
                                .builtin(SecurityModule::can))
                .with(Signature.of("security.new_actor", "id").builtin(SecurityModule::newActor))
                .with(new Builtin("new_scope", SecurityModule::newScope))
                .with(Signature.of("security.policy", "id").builtin(SecurityModule::policy))
                .with(
                        Signature.of("security.named_scope", "id")
                                .builtin(SecurityModule::namedScope))
                .with(
                        Signature.of("security.token_store", "id")
                                .builtin(SecurityModule::tokenStore))
                .seal();
    }

    private static LuaValue actor() {
        Actor actor = LuaProcess.self().world().context().actor();
        return actor == null ? LuaValue.NIL : new SecurityActor(actor);
    }

    private static LuaValue scope() {
        Set<String> policies = LuaProcess.self().world().context().policies();
        return policies == null ? LuaValue.NIL : new SecurityScope(policies);
    }

    private static Varargs can(Varargs args) {
        String action = Evaluation.text(args, 1);
        String resource = Evaluation.text(args, 2);
        return LuaValue.valueOf(
                LuaProcess.self()
                        .world()
                        .permissions()
                        .can(action, resource, Evaluation.attributes(args, 3)));
    }

    private static Varargs newActor(Varargs args) {
        SecurityActor actor = SecurityActor.of(args);
        CREATE_ACTOR.require(LuaProcess.self(), actor.actor().id());
        return actor;
    }

    private static Varargs newScope(Varargs args) {
        CREATE_SCOPE.require(LuaProcess.self(), ANY_SCOPE);
        return SecurityScope.of(args);
    }

    private static Varargs policy(Varargs args) {
        String id = Evaluation.text(args, 1);
        LuaProcess process = LuaProcess.self();
        Failure refused = GET_POLICY.check(process, id);
        if (refused != null) {
            return Fault.results(ErrorKind.INVALID, refused.message());
        }
        return process.world().permissions().policies().contains(id)
                ? found(new SecurityPolicy(id))
                : Fault.results(
                        ErrorKind.INTERNAL,
                        "policy not found: \"" + id + "\"; it is an entry of kind security.policy");
    }

    private static Varargs namedScope(Varargs args) {
        String id = Evaluation.text(args, 1);
        LuaProcess process = LuaProcess.self();
        Failure refused = GET_GROUP.check(process, id);
        if (refused != null) {
            return Fault.results(ErrorKind.INVALID, refused.message());
        }
        Set<String> policies = process.world().permissions().policies().group(id);
        return policies != null
                ? found(new SecurityScope(policies))
                : Fault.results(
                        ErrorKind.INTERNAL,
                        "named scope not found: \""
                                + id
                                + "\"; policies are in it by their groups, as namespace:group");
    }

    private static Varargs tokenStore(Varargs args) {
        return Fault.results(
                ErrorKind.NOT_FOUND,
                "token store not found: \""
                        + Evaluation.text(args, 1)
                        + "\"; Moonlet has no token stores");
    }

    private static Varargs found(LuaValue value) {
        return LuaValue.varargsOf(value, LuaValue.NIL);
    }
}
