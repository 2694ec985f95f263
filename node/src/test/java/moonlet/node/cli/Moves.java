package moonlet.node.cli;

import java.util.ArrayList;
import java.util.List;

/** How long a singleton was away each time that it moved to another node. */
final class Moves {
    private final Instances instances;
    private final List<Long> millis = new ArrayList<>();

    Moves(Instances instances) {
        this.instances = instances;
    }

    /** Waits until it runs elsewhere, and says how long after that time it did. */
    void await(String what, long sinceMillis) throws InterruptedException {
        millis.add(instances.awaitAfter(sinceMillis).firstMillis() - sinceMillis);
        System.out.printf("%s: runs elsewhere after %d ms%n", what, millis.getLast());
    }

    void printSummary() {
        List<Long> sorted = millis.stream().sorted().toList();
        System.out.printf(
                "%d moves: median %d ms, worst %d ms%n",
                sorted.size(), sorted.get(sorted.size() / 2), sorted.getLast());
    }
}
