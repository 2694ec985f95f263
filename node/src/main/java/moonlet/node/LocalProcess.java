package moonlet.node;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.Facilities;
import moonlet.lua.process.LogLine;
import moonlet.lua.process.LuaProcess;
import moonlet.lua.process.Outcome;
import moonlet.lua.process.Permissions;
import moonlet.lua.process.ProcessGroups;
import moonlet.lua.process.SpawnRequest;
import moonlet.lua.process.TestSession;
import moonlet.lua.process.World;
import moonlet.node.cluster.Peer;
import moonlet.node.cluster.RemoteProcess;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import org.apache.pekko.actor.ActorRef;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/**
 * A process of this node as everybody else sees it: where its signals go, and what it is related
 * to. It is also the world of that process: what the process asks of the node comes in here.
 */
final class LocalProcess implements World, World.Target {
    static final Failure TERMINATED = Failure.of(ErrorKind.INTERNAL, "process terminated");

    private final Node node;
    private final Pid pid;
    private final Context context;
    private final Permissions permissions;
    private final Relations relations = new Relations();
    private final MailboxQuota quota;
    private final CompletableFuture<Ending> ending; // null unless Java code waits for the end
    private Peer writes; // null, or the node whose link has something of this turn
    private boolean writesToAll;
    private int sent; // messages of this turn
    private int sentAway; // those of them to other nodes
    private LimitedLog prints; // null until the process prints something
    private ProcessRef actor;
    private volatile Plan plan; // changes when it upgrades itself
    private volatile boolean ended;
    private volatile boolean killed;

    LocalProcess(
            Node node,
            Plan plan,
            Pid pid,
            Context context,
            MailboxQuota quota,
            CompletableFuture<Ending> ending) {
        this.node = node;
        this.plan = plan;
        this.pid = pid;
        this.context = context;
        this.permissions = node.security().of(this);
        this.quota = quota;
        this.ending = ending;
    }

    Pid pid() {
        return pid;
    }

    /** What it runs. */
    Plan plan() {
        return plan;
    }

    /** From here on it runs other code. */
    void runs(Plan other) {
        quota.limits(other.limits());
        if (prints != null) {
            prints.limits(other.limits());
        }
        plan = other;
    }

    Outcome<LuaProcess> upgrade(LuaProcess process) {
        return node.spawning().upgrade(process, this);
    }

    MailboxQuota quota() {
        return quota;
    }

    /** Whether Java code waits for its end. */
    boolean isAwaited() {
        return ending != null;
    }

    ProcessRef actor() {
        return actor;
    }

    /** Whether it may have a turn now; if not, a later signal wakes it. */
    boolean mayRun() {
        Fence fence = plan.host().fence();
        return fence == null || fence.isOpen(this::wake);
    }

    Relations relations() {
        return relations;
    }

    void actor(ProcessRef ref) {
        actor = ref;
    }

    /** A signal that is never refused: it does not count against the mailbox. */
    void tell(Signal signal) {
        actor.tell(signal, ActorRef.noSender());
    }

    /** Ends it at its next turn: what else waits in its mailbox is not looked at any more. */
    void kill(Failure why) {
        killed = true;
        tell(new Signal.Kill(why));
    }

    /** Has it find out what it keeps in memory, as soon as it has a turn. */
    void measureSoon() {
        LuaProcess lua = actor.process();
        if (lua != null) {
            lua.memory().ask();
            tell(Signal.Wake.WAKE);
        }
    }

    /** Bytes that it keeps, garbage that nobody has looked at included; 0 if it has ended. */
    long retainedAtMost() {
        LuaProcess lua = killed ? null : actor.process();
        return lua == null ? 0 : lua.retainedAtMost();
    }

    /**
     * Whether a signal still means something to this process. A monitor or link that was taken back
     * while the news of an end was on its way makes it no news.
     */
    boolean isNews(Signal signal) {
        if (ended || killed && !(signal instanceof Signal.Kill)) {
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
            case Signal.Outdated _ -> node.code().isOutdated(plan);
        };
    }

    /** The process is over. The order is that of the specification, §2 "Completion order". */
    void ended(Ending how) {
        ended = true;
        node.processes().remove(pid);
        plan.host().leave(); // before anybody learns of it, and wants the place
        node.names().release(pid);
        node.groups().release(pid);
        node.facilities().release(pid);
        quota.wakeAll();
        tellOfLinesLeftOut();
        node.counters().ended(how);
        Parting.tell(this, how, node);
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
            flushSoon();
            writes = peer;
        }
    }

    /** The same, of something that concerns all other nodes. */
    void writesToAll() {
        writesToAll = node.others().areThere();
    }

    void turnEnded() {
        node.counters().turn(sent, sentAway);
        sent = 0;
        sentAway = 0;
        flushSoon();
    }

    private void flushSoon() {
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
        return target != null ? Outcome.of(target) : new Outcome<>(null, NotFound.at(to, node));
    }

    @Override
    public Delivery send(Target target, Signal.Message message) {
        sent++;
        if (!(target instanceof LocalProcess process)) {
            sentAway++;
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
        return node.requests().monitor(this, target);
    }

    @Override
    public Failure unmonitor(Pid target) {
        return node.requests().unmonitor(this, target);
    }

    @Override
    public Failure link(Pid target) {
        return node.requests().link(this, target);
    }

    @Override
    public Failure unlink(Pid target) {
        return node.requests().unlink(this, target);
    }

    @Override
    public Failure terminate(Pid target) {
        return node.requests().terminate(this, target);
    }

    @Override
    public Failure cancel(Pid target, long deadlineMillis) {
        return node.requests().cancel(this, target, deadlineMillis);
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
    public Permissions permissions() {
        return permissions;
    }

    @Override
    public ProcessGroups groups() {
        return node.groups().of(this);
    }

    @Override
    public Facilities facilities() {
        return node.facilities().of(this);
    }

    @Override
    public TestSession tests() {
        return node.testsOf(this);
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
        tell(Signal.Wake.WAKE);
    }

    @Override
    public void log(LogLine line) {
        if (!node.log().takes(line.level())) {
            return;
        }
        if (prints == null) {
            prints = new LimitedLog(node.log(), quota.limits());
        }
        prints.line(pid, plan.entry().id(), line, node.clock().millis());
    }

    private void tellOfLinesLeftOut() {
        if (prints != null) {
            prints.tellLeftOut(pid, plan.entry().id());
        }
    }

    @Override
    public void bug(Throwable thrown) {
        node.log().bug(pid, plan.entry().id(), thrown);
    }

    @Override
    public Clock clock() {
        return node.clock();
    }
}
