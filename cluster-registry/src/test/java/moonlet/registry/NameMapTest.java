package moonlet.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Whatever three nodes write, and in whatever order it arrives: all who heard it all agree. */
class NameMapTest {
    private static final List<String> NAMES = List.of("n0", "n1", "n2", "n3");
    private static final NodeStart READER = new NodeStart("reader", 1);
    private static final int ALL = Integer.MAX_VALUE;

    /** A node gives a name that it has not given to one of its processes, or takes it back. */
    record Write(int owner, String name, int process, int at) {}

    /** Three nodes that have written something, and what they told of it. */
    private static final class Writers {
        final Map<NodeStart, NameMap> maps = new LinkedHashMap<>();
        final Map<NodeStart, List<NameItem.Delta>> told = new LinkedHashMap<>();

        Writers(List<Write> writes) {
            for (int i = 0; i < 3; i++) {
                NodeStart start = new NodeStart("node" + i, 1);
                maps.put(start, new NameMap(start));
                told.put(start, new ArrayList<>());
            }
            List<NodeStart> starts = List.copyOf(maps.keySet());
            writes.forEach(write -> write(starts.get(write.owner), write));
        }

        private void write(NodeStart start, Write write) {
            NameMap map = maps.get(start);
            Grant own = map.ownGrant(write.name);
            Pid pid = new Pid(start.node(), "app:h", 1, write.process);
            told.get(start)
                    .add(
                            own == null
                                    ? map.grant(write.name, pid, write.at)
                                    : map.release(write.name, own.pid()));
        }

        /** The oldest grant of a name that is not taken back: what everybody should find. */
        Pid oldest(String name) {
            return maps.values().stream()
                    .map(map -> map.ownGrant(name))
                    .filter(grant -> grant != null)
                    .min(Grant::compareTo)
                    .map(Grant::pid)
                    .orElse(null);
        }

        long grants() {
            return maps.values().stream().mapToLong(map -> map.size() - 1).sum();
        }
    }

    @Provide
    Arbitrary<List<Write>> writes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(NAMES),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 6))
                .as(Write::new)
                .list()
                .ofMaxSize(40);
    }

    @Property
    void all_orders_of_several_nodes_deltas_lead_to_the_oldest_grants(
            @ForAll("writes") List<Write> writes, @ForAll long seed) {
        Writers writers = new Writers(writes);
        NameMap reader = new NameMap(READER);
        mergeAll(writers, reader, new Random(seed), 0);
        assertHolders(writers, reader);
    }

    @Property
    void deltas_that_come_again_change_nothing(
            @ForAll("writes") List<Write> writes, @ForAll long seed) {
        Writers writers = new Writers(writes);
        NameMap reader = new NameMap(READER);
        mergeAll(writers, reader, new Random(seed), 3);
        assertHolders(writers, reader);
        String before = reader.toString();
        writers.told.forEach((of, deltas) -> deltas.forEach(delta -> reader.merge(of, delta)));
        assertEquals(before, reader.toString());
    }

    @Property
    void a_whole_part_is_worth_all_its_deltas(
            @ForAll("writes") List<Write> writes, @ForAll long seed) {
        Writers writers = new Writers(writes);
        NameMap reader = new NameMap(READER);
        Random random = new Random(seed);
        writers.told.forEach(
                (of, deltas) ->
                        deltas.stream()
                                .limit(random.nextInt(4))
                                .forEach(some -> reader.merge(of, some)));
        int changesMax = random.nextBoolean() ? ALL : 1 + random.nextInt(3);
        writers.maps.forEach(
                (of, map) -> map.own("names", changesMax).forEach(part -> reader.merge(of, part)));
        assertHolders(writers, reader);
        assertEquals(writers.grants() + 1 + writers.maps.size(), reader.size());
    }

    @Property
    void a_delta_after_a_gap_is_refused(@ForAll("writes") List<Write> writes) {
        Writers writers = new Writers(writes);
        NameMap reader = new NameMap(READER);
        writers.told.forEach(
                (of, deltas) ->
                        deltas.stream()
                                .skip(1)
                                .forEach(delta -> assertNull(reader.merge(of, delta))));
        NAMES.forEach(name -> assertNull(reader.holder(name)));
    }

    @Property
    void the_part_of_a_lost_node_goes_whole(
            @ForAll("writes") List<Write> writes, @ForAll long seed) {
        Writers writers = new Writers(writes);
        NameMap reader = new NameMap(READER);
        mergeAll(writers, reader, new Random(seed), 0);
        NodeStart lost = writers.maps.keySet().iterator().next();
        writers.maps.remove(lost);
        reader.drop(lost);
        assertHolders(writers, reader);
        assertEquals(0, reader.drop(lost).size());
    }

    @Property
    void the_size_is_that_of_what_is_held_not_of_what_was(
            @ForAll("writes") List<Write> writes, @ForAll long seed) {
        Writers writers = new Writers(writes);
        NameMap reader = new NameMap(READER);
        mergeAll(writers, reader, new Random(seed), 0);
        long parts = 1 + writers.told.values().stream().filter(told -> !told.isEmpty()).count();
        assertEquals(writers.grants() + parts, reader.size());
    }

    /** Each node's deltas in their order, one of any node at a time; some of them again, later. */
    private static void mergeAll(Writers writers, NameMap reader, Random random, int repeats) {
        List<NodeStart> turns = new ArrayList<>();
        writers.told.forEach((of, deltas) -> turns.addAll(Collections.nCopies(deltas.size(), of)));
        Collections.shuffle(turns, random);
        Map<NodeStart, Integer> next = new HashMap<>();
        for (NodeStart of : turns) {
            int index = next.merge(of, 1, Integer::sum) - 1;
            List<NameItem.Delta> deltas = writers.told.get(of);
            reader.merge(of, deltas.get(index));
            for (int i = random.nextInt(repeats + 1); i > 0; i--) {
                reader.merge(of, deltas.get(random.nextInt(index + 1)));
            }
        }
    }

    private static void assertHolders(Writers writers, NameMap reader) {
        for (String name : NAMES) {
            assertEquals(writers.oldest(name), reader.holder(name), name);
        }
    }
}
