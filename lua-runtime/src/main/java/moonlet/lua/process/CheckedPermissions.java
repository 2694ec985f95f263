package moonlet.lua.process;

import moonlet.lua.engine.Meter;
import moonlet.lua.security.AccessRequest;
import moonlet.lua.security.Decision;
import moonlet.lua.security.Policies;
import moonlet.lua.security.Policy;
import moonlet.protocol.Context;
import moonlet.protocol.Pid;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Of a process with actor and scope, or of any where the node is strict. Neither its context nor
 * the policies ever change, so the last few decisions are remembered. Owned by that process.
 */
final class CheckedPermissions implements Permissions {
    private static final int DECISIONS_MAX = 64; // remembered
    private static final int ACTIONS_MAX = 8; // whose policies are remembered
    private static final int RESOURCE_CHARS_MAX = 256; // of what is remembered

    private record Asked(String action, String resource) {}

    private final Pid pid;
    private final Supplier<String> entry;
    private final Context context;
    private final Policies policies;
    private final Denials denials;
    private Map<Asked, Boolean> remembered;
    private Map<String, List<Policy>> concerned; // by action, of calls that need one
    private Set<String> logged; // actions, the same
    private Map<String, ?> actorMeta;

    CheckedPermissions(
            Pid pid, Supplier<String> entry, Context context, Policies policies, Denials denials) {
        this.pid = pid;
        this.entry = entry;
        this.context = context;
        this.policies = policies;
        this.denials = denials;
    }

    @Override
    public Policies policies() {
        return policies;
    }

    @Override
    public boolean areChecked() {
        return true;
    }

    @Override
    public boolean allow(String action, String resource) {
        if (resource.length() > RESOURCE_CHARS_MAX) {
            return allow(action, resource, Map.of());
        }
        if (remembered == null) {
            remembered = new Recent<>(DECISIONS_MAX);
        }
        Asked asked = new Asked(action, resource);
        Boolean known = remembered.get(asked);
        if (known == null) {
            known = isAllowed(action, resource, Map.of());
            remembered.put(asked, known);
        }
        return known || denied(action, resource);
    }

    @Override
    public boolean allow(String action, String resource, Map<String, ?> attributes) {
        return isAllowed(action, resource, attributes) || denied(action, resource);
    }

    @Override
    public boolean wouldAllow(String action, String resource) {
        return isAllowed(action, resource, Map.of());
    }

    @Override
    public boolean can(String action, String resource, Map<String, ?> attributes) {
        return context.isRestricted() && decide(about(action), action, resource, attributes);
    }

    private boolean isAllowed(String action, String resource, Map<String, ?> attributes) {
        if (!context.isRestricted() || resource.length() > Evaluation.TEXT_BYTES_MAX) {
            return false; // nothing has so long a name
        }
        if (concerned == null) {
            concerned = new Recent<>(ACTIONS_MAX);
        }
        List<Policy> policies = concerned.computeIfAbsent(action, this::about);
        return decide(policies, action, resource, attributes);
    }

    private List<Policy> about(String action) {
        Meter.current().owe(context.policies().size() / 8);
        return policies.about(context.policies(), action);
    }

    private boolean decide(
            List<Policy> concerned, String action, String resource, Map<String, ?> attributes) {
        Meter.current().owe(1 + concerned.size() / 4);
        Map<String, Object> meta = new HashMap<>(attributes);
        meta.putIfAbsent("pid", pid.toString());
        AccessRequest request =
                new AccessRequest(
                        context.actor().id(),
                        this::actorMeta,
                        action,
                        resource,
                        meta,
                        Evaluation::work);
        return Policies.evaluate(concerned, request) == Decision.ALLOW;
    }

    private Map<String, ?> actorMeta() {
        if (actorMeta == null) {
            actorMeta = Attributes.of(context.actor().meta());
        }
        return actorMeta;
    }

    private boolean denied(String action, String resource) {
        if (logged == null) {
            logged = new HashSet<>();
        }
        boolean first = logged.add(action);
        String actor = context.actor() == null ? null : context.actor().id();
        denials.denied(pid, entry.get(), actor, action, resource, first);
        return false;
    }

    /** What was asked for last. */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;
        private final int max;

        Recent(int max) {
            super(16, 0.75f, true);
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > max;
        }
    }
}
