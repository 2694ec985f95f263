package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.codec.WireLimits;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** A set of policies as Lua code sees it; immutable. */
final class SecurityScope extends Userdata implements ScopeValue, Holder {
    private static final int BYTES = 40;
    private static final int POLICY_BYTES = 48; // the id itself is mostly that of the entry
    private static final int POLICIES_MAX = WireLimits.DEFAULTS.policiesMax();
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("scope methods")
                            .with(Signature.of("Scope:with", "policy").builtin(SecurityScope::with))
                            .with(
                                    Signature.of("Scope:without", "id")
                                            .builtin(SecurityScope::without))
                            .with(
                                    Signature.of("Scope:contains", "id")
                                            .builtin(SecurityScope::contains))
                            .with(new Builtin("policies", args -> self(args).list()))
                            .with(
                                    Evaluation.of("Scope")
                                            .builtin(
                                                    args ->
                                                            Evaluation.call(
                                                                    self(args).policies, args))),
                    new Builtin("__tostring", args -> Utf8.bytes(self(args).text())));

    private final Set<String> policies;

    SecurityScope(Set<String> policies) {
        super(METATABLE);
        LuaProcess process = LuaProcess.self();
        process.charge(1 + policies.size() / 8);
        process.allocate(BYTES + (long) POLICY_BYTES * policies.size());
        this.policies = Collections.unmodifiableSet(policies);
    }

    /** {@code security.new_scope([policies])}, once it is allowed. */
    static SecurityScope of(Varargs args) {
        Set<String> policies = new TreeSet<>();
        if (!args.arg1().isnil()) {
            LuaTable list = Arguments.table(args, 1);
            for (int i = 1; i <= list.rawlen(); i++) {
                if (!(list.rawget(i) instanceof SecurityPolicy policy)) {
                    throw Arguments.bad(
                            1,
                            "a list of policies expected, item "
                                    + i
                                    + " is a "
                                    + list.rawget(i).typename());
                }
                LuaProcess.self().charge(1);
                policies.add(policy.id());
                requireFewEnough(policies);
            }
        }
        return new SecurityScope(policies);
    }

    @Override
    public Set<String> policies() {
        return policies;
    }

    @Override
    public long hold(Retained retained) {
        return BYTES + (long) POLICY_BYTES * policies.size();
    }

    private static Varargs with(Varargs args) {
        Set<String> more = new TreeSet<>(self(args).policies);
        more.add(Arguments.instance(args, 2, SecurityPolicy.class, "policy").id());
        requireFewEnough(more);
        return new SecurityScope(more);
    }

    private static Varargs without(Varargs args) {
        Set<String> fewer = new TreeSet<>(self(args).policies);
        fewer.remove(Evaluation.text(args, 2));
        return new SecurityScope(fewer);
    }

    private static Varargs contains(Varargs args) {
        return LuaValue.valueOf(self(args).policies.contains(Evaluation.text(args, 2)));
    }

    private LuaTable list() {
        LuaTable list = new Table(policies.size(), 0);
        int i = 0;
        for (String id : policies) {
            list.rawset(++i, new SecurityPolicy(id));
        }
        return list;
    }

    private String text() {
        return "security.Scope{"
                + policies.size()
                + (policies.size() == 1 ? " policy}" : " policies}");
    }

    /** Another node reads no more. */
    private static void requireFewEnough(Set<String> policies) {
        if (policies.size() > POLICIES_MAX) {
            throw Arguments.bad(1, "a scope has at most " + POLICIES_MAX + " policies");
        }
    }

    private static SecurityScope self(Varargs args) {
        return Arguments.instance(args, 1, SecurityScope.class, "scope");
    }
}
