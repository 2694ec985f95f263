package moonlet.node;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.Locks;
import moonlet.lua.process.Outcome;
import moonlet.lua.process.ProcessGroups;
import moonlet.lua.process.SpawnRequest;
import moonlet.lua.process.World;
import moonlet.node.cluster.Peer;
import moonlet.node.cluster.RemoteProcess;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.ProcessItem;

import org.apache.pekko.actor.ActorRef;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/**
 * A process of this node as everybody else sees it: where its signals go, and what it is related
 * to. It is also the world of that process: what the process asks of the node comes in here.
 */
final class LocalProcess implements World, World.Target {
    static final Failure TERMINATED = Failure.of(ErrorKind.INTERNAL, "process terminated");

    private static final Signal WAKE = new Signal.Wake();

    private final Node node;
    private final Host host;
    private final Pid pid;
    private final String entry;
    private final Context context;
    private final Relations relations = new Relations();
    private final MailboxQuota quota;
    private final CompletableFuture<Ending> ending; // null unless Java code waits for the end
    private Peer writes; // null, or the node whose link has something of this turn
    private boolean writesToAll;
    private LogAllowance prints; // null until the process prints something
    private ActorRef actor;
    private volatile boolean ended;

    LocalProcess(
            Node node,
            Host host,
            Pid pid,
            String entry,
            Context context,
            MailboxQuota quota,
            CompletableFuture<Ending> ending) {
        this.node = node;
        this.host = host;
        this.pid = pid;
        this.entry = entry;
        this.context = context;
        this.quota = quota;
        this.ending = ending;
    }

    Pid pid() {
        return pid;
    }

    String entry() {
        return entry;
    }

    Relations relations() {
        return relations;
    }

    void actor(ActorRef ref) {
        actor = ref;
    }

    /** A signal that is never refused: it does not count against the mailbox. */
    void tell(Signal signal) {
        actor.tell(signal, ActorRef.noSender());
    }

    /**
     * Whether a signal still means something to this process. A monitor or link that was taken back
     * while the news of an end was on its way makes it no news.
     */
    boolean isNews(Signal signal) {
        if (ended) {
            return false;
        }
        return switch (signal) {
            case Signal.Exit exit -> relations.removeMonitored(exit.from());
            case Signal.LinkDown down -> relations.removeLink(down.from());
            case Signal.Message _,
                    Signal.Cancel _,
                    Signal.Kill _,
                    Signal.Due _,
                    Signal.Answer _,
                    Signal.Wake _ ->
                    true;
        };
    }

    /** The process is over. The order is that of the specification, §2 "Completion order". */
    void ended(Ending how) {
        ended = true;
        node.processes().remove(pid);
        host.leave(); // before anybody learns of it, and wants the place
        node.names().release(pid);
        node.groups().release(pid);
        quota.wakeAll();
        tellOfLinesLeftOut();
        long atSeconds = node.nowSeconds();
        Relations.Closed related = relations.close();
        Signal exit = new Signal.Exit(pid, how, atSeconds);
        related.watchers().forEach(watcher -> node.processes().tell(watcher, exit));
        if (how instanceof Ending.Failed(Failure failure)) {
            node.log().failed(pid, entry, failure);
            Signal down = new Signal.LinkDown(pid, failure, atSeconds);
            related.links().forEach(peer -> node.processes().tell(peer, down));
        } else {
            related.links().forEach(peer -> forget(peer, their -> their.removeLink(pid)));
        }
        related.monitored().forEach(target -> forget(target, their -> their.removeWatcher(pid)));
        related.peers().forEach(peer -> peer.ended(pid, how, atSeconds, related.monitored()));
        if (ending != null) {
            ending.complete(how);
        }
    }

    /** A message that came over a link. It has travelled, so it is never refused. */
    void arrived(Signal.Message message, Peer peer) {
        int bytes = message.payload().bytes();
        if (!quota.take(bytes) && peer.filled(pid)) {
            quota.awaitRoom(0, () -> peer.emptied(pid));
        }
        tell(message);
    }

    /** A message of this node itself, full mailbox or not. */
    void event(Signal.Message message) {
        quota.take(message.payload().bytes());
        tell(message);
    }

    /** What this process has told another node leaves at the end of its turn, all at once. */
    void writes(Peer peer) {
        if (writes != peer) {
            turnEnded();
            writes = peer;
        }
    }

    /** The same, of something that concerns all other nodes. */
    void writesToAll() {
        writesToAll = node.others().areThere();
    }

    void turnEnded() {
        if (writes != null) {
            writes.flushSoon();
            writes = null;
        }
        if (writesToAll) {
            writesToAll = false;
            node.others().flushSoon();
        }
    }

    Limits limits() {
        return quota.limits();
    }

    private void forget(Pid peer, java.util.function.Consumer<Relations> change) {
        LocalProcess other = node.processes().find(peer);
        if (other != null) {
            change.accept(other.relations);
        }
    }

    @Override
    public Outcome<Pid> spawn(SpawnRequest request, long ticket) {
        return node.spawning().spawn(request, this, ticket);
    }

    @Override
    public Outcome<Target> target(Pid to) {
        if (node.others().isForeign(to)) {
            return node.others().target(to);
        }
        LocalProcess target = node.processes().find(to);
        return target != null ? Outcome.of(target) : new Outcome<>(null, node.notFound(to));
    }

    @Override
    public Delivery send(Target target, Signal.Message message) {
        if (!(target instanceof LocalProcess process)) {
            RemoteProcess remote = (RemoteProcess) target;
            writes(remote.peer());
            return remote.peer().send(remote.pid(), message);
        }
        if (process.ended) {
            return Delivery.GONE;
        }
        int bytes = message.payload().bytes();
        if (!process.quota.reserve(bytes)) {
            return process.quota.canHold(bytes) ? Delivery.FULL : Delivery.TOO_LARGE;
        }
        process.tell(message);
        return Delivery.ACCEPTED;
    }

    @Override
    public int waiting(Target target) {
        return target instanceof LocalProcess process ? process.quota.messages() : 0;
    }

    @Override
    public Timer awaitRoom(Target target, int bytes, long ticket) {
        Runnable wake = () -> tell(new Signal.Due(ticket));
        if (!(target instanceof LocalProcess process)) {
            RemoteProcess remote = (RemoteProcess) target;
            return remote.peer().awaitRoom(remote.pid(), wake)::run;
        }
        Runnable takeBack = process.quota.awaitRoom(bytes, wake);
        if (process.ended) {
            process.quota.wakeAll();
        }
        return takeBack::run;
    }

    @Override
    public Failure monitor(Pid target) {
        if (node.others().isForeign(target)) {
            return node.others().monitor(this, target);
        }
        LocalProcess other = node.processes().find(target);
        if (other == null) {
            return notRegistered();
        }
        if (!relations.addMonitored(target)) {
            return Failure.of(ErrorKind.INTERNAL, "already monitoring pid");
        }
        if (!other.relations.addWatcher(pid)) {
            relations.removeMonitored(target);
            return notRegistered();
        }
        return null;
    }

    @Override
    public Failure unmonitor(Pid target) {
        if (relations.removeMonitored(target)) {
            node.others().unmonitor(this, target);
            forget(target, their -> their.removeWatcher(pid));
        }
        return null;
    }

    @Override
    public Failure link(Pid target) {
        if (target.equals(pid)) {
            return null;
        }
        if (node.others().isForeign(target)) {
            return node.others().link(this, target);
        }
        LocalProcess other = node.processes().find(target);
        // Our side first: if the other ends right after its side, its LINK_DOWN must find ours.
        relations.addLink(target);
        if (other == null || !other.relations.addLink(pid)) {
            relations.removeLink(target);
            return notRegistered();
        }
        return null;
    }

    @Override
    public Failure unlink(Pid target) {
        if (relations.removeLink(target)) {
            node.others().unlink(this, target);
            forget(target, their -> their.removeLink(pid));
        }
        return null;
    }

    @Override
    public Failure terminate(Pid target) {
        if (node.others().isForeign(target)) {
            return node.others().ask(this, new ProcessItem.Terminate(pid, target));
        }
        LocalProcess other = node.processes().find(target);
        if (other == null) {
            return node.notFound(target);
        }
        other.tell(new Signal.Kill(TERMINATED));
        return null;
    }

    @Override
    public Failure cancel(Pid target, long deadlineMillis) {
        if (node.others().isForeign(target)) {
            long now = node.nowSeconds();
            return node.others()
                    .ask(this, new ProcessItem.Cancel(pid, target, deadlineMillis, null, now));
        }
        LocalProcess other = node.processes().find(target);
        if (other == null) {
            return node.notFound(target);
        }
        other.cancel(pid, deadlineMillis, null);
        return null;
    }

    /** Asks it to end; never refused, since it is the process that bounds how many it keeps. */
    void cancel(Pid from, long deadlineMillis, String reason) {
        tell(new Signal.Cancel(from, deadlineMillis, reason, node.nowSeconds()));
    }

    @Override
    public Outcome<Pid> register(String name, Pid holder, Scope scope, long ticket) {
        return node.names().register(this, name, holder, scope, ticket);
    }

    @Override
    public Outcome<Pid> unregister(String name, Scope scope, long ticket) {
        return node.names().unregister(this, name, scope, ticket);
    }

    @Override
    public Outcome<Pid> lookup(String name, long ticket) {
        return node.names().lookup(this, name, ticket);
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public ProcessGroups groups() {
        return node.groups().of(this);
    }

    @Override
    public Locks locks() {
        return node.names().locks(this);
    }

    @Override
    public Timer after(long nanos, long ticket) {
        return node.timers().after(nanos, () -> tell(new Signal.Due(ticket)));
    }

    @Override
    public void consumed(int bytes) {
        quota.release(bytes);
    }

    @Override
    public void wake() {
        tell(WAKE);
    }

    @Override
    public void print(String text) {
        if (prints == null) {
            prints = new LogAllowance(quota.limits());
        }
        if (prints.take(node.clock().millis(), text.length())) {
            tellOfLinesLeftOut();
            node.log().print(pid, entry, text);
        }
    }

    private void tellOfLinesLeftOut() {
        long lines = prints == null ? 0 : prints.takeLeftOut();
        if (lines > 0) {
            node.log().leftOut(pid, entry, lines);
        }
    }

    @Override
    public void bug(Throwable thrown) {
        node.log().bug(pid, entry, thrown);
    }

    @Override
    public Clock clock() {
        return node.clock();
    }

    private static Failure notRegistered() {
        return Failure.of(ErrorKind.INTERNAL, "pid not registered");
    }
}
