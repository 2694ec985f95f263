package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import moonlet.node.cli.ChildNode.Up;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JVM that runs a node tells the one that has started it. */
class ChildNodeTest {
    @Test
    void where_a_node_is_can_be_read_again() {
        Up everywhere = new Up("127.0.0.1:1", "https://127.0.0.1:2");
        assertEquals(everywhere, Up.of(everywhere.line()));
        Up closed = new Up("127.0.0.1:1", null);
        assertEquals(closed, Up.of(closed.line()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "up", "up ", "upper 127.0.0.1:1", "up and running now"})
    void other_lines_are_none_of_that(String line) {
        assertNull(Up.of(line));
    }
}
