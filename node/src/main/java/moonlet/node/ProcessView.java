package moonlet.node;

import moonlet.lua.process.ProcessInfo;
import moonlet.protocol.Pid;

import java.util.Set;

/**
 * One process as it looks from outside.
 *
 * @param messages how many wait in its mailbox
 * @param messageBytes what they count, in bytes
 * @param names that it has registered
 * @param uptimeMillis since it started
 */
public record ProcessView(
        Pid pid,
        String entry,
        String host,
        ProcessInfo info,
        int messages,
        long messageBytes,
        Set<String> names,
        long uptimeMillis) {
    static ProcessView of(LocalProcess process, Node node) {
        ProcessRef actor = process.actor();
        var lua = actor.process();
        return lua == null
                ? null
                : new ProcessView(
                        process.pid(),
                        process.plan().entry().id(),
                        process.pid().host(),
                        ProcessInfo.of(lua),
                        process.quota().messages(),
                        process.quota().bytes(),
                        node.names().namesOf(process.pid()),
                        actor.ageNanos() / 1_000_000);
    }
}
