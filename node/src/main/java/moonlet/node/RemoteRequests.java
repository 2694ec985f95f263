package moonlet.node;

import moonlet.lua.process.Authority;
import moonlet.lua.process.Permissions;
import moonlet.lua.process.RequestPermissions;
import moonlet.protocol.Context;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.RelationItem;
import moonlet.protocol.wire.SpawnItem;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What processes of other nodes ask of this one: their own nodes have checked it, and this one does
 * so again, by its own policies. Safe for threads.
 *
 * <p>A name or lock is claimed of the nodes that decide about it, with the actor and scope of who
 * asks for it: who registers the process, or who starts it with a name. Where one of them refuses,
 * nobody has it because of that claim. Whether that process may give a name to another one is for
 * the node of the other one to say.
 *
 * <p>Not checked again are messages, and unmonitor and unlink: the process that asks has forgotten
 * the relation already, so a refusal would only leave the other half of it behind.
 */
final class RemoteRequests {
    private static final int ASKERS_MAX = 1_000; // remembered

    private final Authority authority;
    private final Map<Pid, Permissions> askers =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Pid, Permissions> eldest) {
                    return size() > ASKERS_MAX;
                }
            };

    RemoteRequests(Authority authority) {
        this.authority = authority;
    }

    /**
     * Null, or why a request must not be done.
     *
     * @param context of the process that asks, which it has as long as it lives
     */
    synchronized Failure refusal(Pid from, Context context, Item request) {
        Permissions permissions =
                askers.computeIfAbsent(
                        from, _ -> authority.of(from, () -> "of another node", context));
        return switch (request) {
            case SpawnItem.Spawn spawn ->
                    RequestPermissions.start(
                            permissions,
                            spawn.purpose(),
                            spawn.entry(),
                            spawn.host(),
                            spawn.name(),
                            spawn.monitored(),
                            spawn.linked());
            case RelationItem.Monitor(Pid target) ->
                    RequestPermissions.of("monitor", permissions, target);
            case RelationItem.Link(Pid _, Pid to) -> RequestPermissions.of("link", permissions, to);
            case ProcessItem.Cancel cancel ->
                    RequestPermissions.of("cancel", permissions, cancel.to());
            case ProcessItem.Terminate terminate ->
                    RequestPermissions.of("terminate", permissions, terminate.to());
            case NameItem.Register(long _, String name, Pid holder) ->
                    RequestPermissions.register(permissions, from, name, holder);
            case NameItem.Claim(long _, String name, Pid _) ->
                    RequestPermissions.claim(permissions, name);
            case NameItem.Bid(long _, String key, Pid _) when AgreedKey.isLock(key) ->
                    RequestPermissions.lock(permissions, AgreedKey.name(key));
            case NameItem.Bid(long _, String key, Pid _) ->
                    RequestPermissions.claim(permissions, AgreedKey.name(key));
            case NameItem.Unregister(long _, String name, Pid _) ->
                    RequestPermissions.unregister(permissions, name);
            default -> throw new IllegalArgumentException("not a request: " + request);
        };
    }
}
