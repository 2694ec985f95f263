package moonlet.node;

import moonlet.lua.process.Authority;
import moonlet.lua.process.Payloads;
import moonlet.lua.process.Permissions;
import moonlet.lua.process.Pinned;
import moonlet.lua.security.Policies;
import moonlet.node.app.Entry;
import moonlet.node.app.ServiceSecurity;
import moonlet.protocol.Actor;
import moonlet.protocol.Context;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The policies of a node, and what its processes were refused. Safe for threads. */
final class NodeSecurity {
    private static final Logger LOG = LoggerFactory.getLogger("moonlet.security");
    private static final int UNKNOWN_LOGGED_MAX = 1_000;

    private final Policies policies;
    private final Authority authority;
    private final Set<String> unknownLogged = ConcurrentHashMap.newKeySet();
    private final RemoteRequests others;
    private final NodeCounters counters;

    NodeSecurity(List<Entry.PolicyEntry> entries, boolean strict, NodeCounters counters) {
        this.counters = counters;
        policies =
                new Policies(
                        entries.stream().map(Entry.PolicyEntry::policy).toList(), this::unknown);
        authority = new Authority(policies, strict, this::denied);
        others = new RemoteRequests(authority);
    }

    /** What a process may do. */
    Permissions of(LocalProcess process) {
        return authority.of(process.pid(), () -> process.plan().entry().id(), process.context());
    }

    /** What processes of other nodes may do here. */
    RemoteRequests others() {
        return others;
    }

    /** What a service starts with. */
    Context of(Entry.ServiceEntry service) {
        ServiceSecurity security = service.security();
        Set<String> scope = new TreeSet<>(security.policies());
        security.groups().forEach(group -> scope.addAll(policies.group(group)));
        Payload meta =
                security.actorMeta().isEmpty() ? null : Payloads.of(List.of(security.actorMeta()));
        Actor actor = security.actor() == null ? null : new Actor(security.actor(), meta);
        return new Context(null, actor, security.hasScope() ? scope : null);
    }

    private void denied(
            Pid pid, String entry, String actor, String action, String resource, boolean first) {
        counters.denied();
        if (first) {
            log(
                    () ->
                            LOG.atWarn()
                                    .addKeyValue("pid", pid)
                                    .addKeyValue("entry", entry)
                                    .addKeyValue(
                                            "actor", actor == null ? "none" : OneLine.of(actor))
                                    .addKeyValue("action", action)
                                    .addKeyValue("resource", OneLine.of(resource))
                                    .log("permission denied"));
        }
    }

    private void unknown(String policy) {
        if (unknownLogged.contains(policy) || unknownLogged.size() >= UNKNOWN_LOGGED_MAX) {
            return;
        }
        log(
                () -> {
                    if (unknownLogged.add(policy)) {
                        LOG.atWarn()
                                .addKeyValue("policy", OneLine.of(policy))
                                .log(
                                        "a scope has a policy that the application of this node"
                                                + " has not; it is undefined here");
                    }
                });
    }

    /** The log has locks, and so has a set that changes. */
    private static void log(Runnable line) {
        Pinned.call(
                () -> {
                    line.run();
                    return null;
                });
    }
}
