package moonlet.node.admin;

import moonlet.node.ProcessView;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Which processes somebody wants to see.
 *
 * @param host id that they run on, or empty for all
 * @param entry what the id of their entry begins with
 * @param limit how many at most
 */
record ProcessQuery(String host, String entry, Sort sort, int limit) {
    static final int LIMIT_DEFAULT = 100;
    static final int LIMIT_MAX = 500;

    /** What comes first. */
    enum Sort {
        MAILBOX(ProcessView::messages),
        REDUCTIONS(view -> view.info().reductions()),
        MEMORY(view -> view.info().retainedBytes()),
        UPTIME(ProcessView::uptimeMillis);

        private final ToLongFunction<ProcessView> value;

        Sort(ToLongFunction<ProcessView> value) {
            this.value = value;
        }

        /** The name in a request, and of the field of a process that it is about. */
        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Reads it from the parameters of a request.
     *
     * @throws IllegalArgumentException if one is wrong; says what is allowed
     */
    static ProcessQuery of(Map<String, String> query) {
        return new ProcessQuery(
                query.getOrDefault("host", ""),
                query.getOrDefault("entry", ""),
                sort(query.getOrDefault("sort", Sort.MAILBOX.text())),
                limit(query.getOrDefault("limit", String.valueOf(LIMIT_DEFAULT))));
    }

    /** The largest first; keeps no more in memory than are wanted. */
    List<ProcessView> of(Stream<ProcessView> all) {
        Comparator<ProcessView> order = Comparator.comparingLong(sort.value);
        PriorityQueue<ProcessView> largest = new PriorityQueue<>(order);
        all.filter(this::matches)
                .forEach(
                        view -> {
                            largest.add(view);
                            if (largest.size() > limit) {
                                largest.remove();
                            }
                        });
        return largest.stream().sorted(order.reversed()).toList();
    }

    private boolean matches(ProcessView view) {
        return (host.isEmpty() || host.equals(view.host())) && view.entry().startsWith(entry);
    }

    private static Sort sort(String text) {
        for (Sort sort : Sort.values()) {
            if (sort.text().equals(text)) {
                return sort;
            }
        }
        throw new IllegalArgumentException(
                "sort is one of mailbox, reductions, memory, uptime; found \"" + text + "\"");
    }

    /**
     * Reads how many of something are wanted.
     *
     * @throws IllegalArgumentException if it is no number from 1 to {@link #LIMIT_MAX}
     */
    static int limit(String text) {
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException(
                    "limit is a number from 1 to " + LIMIT_MAX + "; found \"" + text + "\"");
        }
        return limit;
    }
}
