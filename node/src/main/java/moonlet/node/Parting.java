package moonlet.node;

import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

/** What a process that has ended leaves to those it had to do with. */
final class Parting {
    private Parting() {}

    /** Tells who monitors it or is linked to it, and makes the others forget it. */
    static void tell(LocalProcess process, Ending how, Node node) {
        Pid pid = process.pid();
        Processes processes = node.processes();
        long atSeconds = node.nowSeconds();
        node.events().ended(pid, process.plan().entry().id(), how);
        Relations.Closed related = process.relations().close();
        Signal exit = new Signal.Exit(pid, how, atSeconds);
        related.watchers().forEach(watcher -> processes.tell(watcher, exit));
        if (how instanceof Ending.Failed(Failure failure)) {
            boolean unheard =
                    !related.isWatched() && !process.isAwaited() && !NodeCounters.isKill(failure);
            node.failures().tell(pid, process.plan().entry().id(), failure, unheard);
            Signal down = new Signal.LinkDown(pid, failure, atSeconds);
            related.links().forEach(peer -> processes.tell(peer, down));
        } else {
            related.links().forEach(peer -> processes.forget(peer, their -> their.removeLink(pid)));
        }
        related.monitored()
                .forEach(target -> processes.forget(target, their -> their.removeWatcher(pid)));
        related.peers().forEach(peer -> peer.ended(pid, how, atSeconds, related.monitored()));
    }
}
