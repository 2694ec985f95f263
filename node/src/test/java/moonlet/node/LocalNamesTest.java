package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.protocol.Pid;

import org.junit.jupiter.api.Test;

import java.util.concurrent.ConcurrentHashMap;

class LocalNamesTest {
    private final LocalNames names = new LocalNames();
    private final Pid one = new Pid("n", "h", 1, 1);
    private final Pid two = new Pid("n", "h", 1, 2);

    @Test
    void the_first_to_register_holds_the_name() {
        assertEquals(one, names.register("a", one, 10));
        assertEquals(one, names.register("a", two, 10));
        assertEquals(one, names.lookup("a"));
    }

    @Test
    void registering_again_changes_nothing() {
        names.register("a", one, 10);
        assertEquals(one, names.register("a", one, 10));
    }

    @Test
    void release_frees_all_names_of_one_process_only() {
        names.register("a", one, 10);
        names.register("b", one, 10);
        names.register("c", two, 10);
        names.release(one);
        assertNull(names.lookup("a"));
        assertNull(names.lookup("b"));
        assertEquals(two, names.lookup("c"));
    }

    @Test
    void release_leaves_a_name_that_has_moved() {
        names.register("a", one, 10);
        assertTrue(names.unregister("a"));
        names.register("a", two, 10);
        names.release(one);
        assertEquals(two, names.lookup("a"));
    }

    @Test
    void unregister_says_whether_there_was_a_name() {
        assertFalse(names.unregister("a"));
        names.register("a", one, 10);
        assertTrue(names.unregister("a"));
        assertFalse(names.unregister("a"));
    }

    @Test
    void a_name_has_one_holder_however_many_want_it() throws Exception {
        var holders = new ConcurrentHashMap<String, Pid>();
        Parallel.run(
                8,
                (worker, random) -> {
                    Pid mine = new Pid("n", "h", 1, worker);
                    for (int i = 0; i < 5_000; i++) {
                        String name = "name" + random.nextInt(4);
                        if (names.register(name, mine, 10).equals(mine)) {
                            assertNull(holders.put(name, mine), "two holders of one name");
                            holders.remove(name);
                            names.release(mine);
                        }
                    }
                });
        assertNull(names.lookup("name0"));
    }
}
