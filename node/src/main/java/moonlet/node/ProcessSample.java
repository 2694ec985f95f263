package moonlet.node;

import moonlet.lua.process.LuaProcess;
import moonlet.lua.process.ProcessInfo;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What some processes of a node look like, for numbers that nobody counts while messages are on
 * their way. A node with more than {@code max} processes is judged by that many of them.
 *
 * @param seen how many were looked at
 * @param all how many live
 * @param states of those that were looked at
 * @param mailboxes how many messages wait in each of them, in rising order
 * @param monitors that they have
 * @param links that they have; one between two of them counts twice
 */
public record ProcessSample(
        int seen,
        int all,
        Map<ProcessInfo.State, Integer> states,
        int[] mailboxes,
        long monitors,
        long links) {

    static ProcessSample of(Node node, int max) {
        int[] mailboxes = new int[Math.min(max, node.processes().count())];
        Map<ProcessInfo.State, Integer> states = new EnumMap<>(ProcessInfo.State.class);
        int seen = 0;
        long monitors = 0;
        long links = 0;
        for (LocalProcess process : node.processes().all()) {
            if (seen == mailboxes.length) {
                break;
            }
            LuaProcess lua = process.actor().process();
            if (lua == null) {
                continue; // it has just ended
            }
            mailboxes[seen++] = process.quota().messages();
            states.merge(ProcessInfo.of(lua).state(), 1, Integer::sum);
            monitors += process.relations().monitoredCount();
            links += process.relations().linkCount();
        }
        int[] sorted = Arrays.copyOf(mailboxes, seen);
        Arrays.sort(sorted);
        return new ProcessSample(
                seen, node.processes().count(), Map.copyOf(states), sorted, monitors, links);
    }

    /** How many messages wait in a mailbox that so large a part of all is not longer than. */
    public double mailbox(double quantile) {
        int at = (int) Math.ceil(quantile * seen) - 1;
        return seen == 0 ? 0 : mailboxes[Math.max(0, at)];
    }

    /** About how many of all processes are in a state. */
    public double inState(ProcessInfo.State state) {
        return scaled(states.getOrDefault(state, 0));
    }

    public double allMonitors() {
        return scaled(monitors);
    }

    public double allLinks() {
        return scaled(links);
    }

    private double scaled(double count) {
        return seen == 0 ? 0 : count * Math.max(all, seen) / seen;
    }
}
