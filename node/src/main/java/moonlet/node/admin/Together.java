package moonlet.node.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The rows of several nodes, put together; used by one thread at a time. */
final class Together {
    private final List<Map<?, ?>> rows = new ArrayList<>();
    private final List<String> silent = new ArrayList<>();

    /** Adds what a node says; a node that says no list is one whose rows are missing. */
    Together with(String node, Answer more) {
        if (more.body() instanceof List<?> list) {
            list.forEach(row -> rows.add((Map<?, ?>) row));
        } else {
            silent.add(node);
        }
        return this;
    }

    /**
     * All rows in order.
     *
     * @param limit how many at most; 0 is all
     */
    Answer answer(Comparator<Map<?, ?>> order, int limit) {
        rows.sort(order);
        int count = limit == 0 ? rows.size() : Math.min(rows.size(), limit);
        return new Answer(200, rows.subList(0, count), silent);
    }
}
