package moonlet.node.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

class FieldOverrideTest {
    @TempDir Path root;
    private AppFolder app;

    @BeforeEach
    void an_application_with_a_host() {
        app = new AppFolder(root);
        app.entries("  - {name: processes, kind: process.host, meta: {x: 1}, max_processes: 3}\n");
    }

    private AppFolder override(String line) {
        return app.file("moonlet.yaml", "override:\n  " + line + "\n").configured();
    }

    private Entry.HostEntry host() {
        return app.application().hosts().getFirst();
    }

    @Test
    void a_field_gets_another_value() {
        override("app:processes:max_processes: 5");
        assertEquals(5, host().maxProcesses());
    }

    @Test
    void a_field_inside_a_map_gets_another_value() {
        override("app:processes:meta.y.z: 5");
        assertEquals(Map.of("x", 1L, "y", Map.of("z", 5L)), host().meta());
    }

    @Test
    void the_longest_id_is_meant() {
        app.entries("  - {name: a, kind: process.host}\n  - {name: 'a:b', kind: process.host}\n");
        override("app:a:b:max_processes: 5");
        assertEquals(5, app.application().hosts().getLast().maxProcesses());
    }

    @Test
    void a_value_of_the_wrong_type_points_to_the_configuration() {
        override("app:processes:max_processes: x");
        app.assertMistake(
                "moonlet.yaml", 2, "app:processes", "max_processes must be a whole number");
    }

    @Test
    void an_entry_that_does_not_exist() {
        override("app:procesess:max_processes: 5");
        app.assertMistake("moonlet.yaml", 2, "override", "no entry", "mean \"app:processes\"?");
    }

    @Test
    void a_name_cannot_be_overridden() {
        override("app:processes:name: x");
        app.assertMistake("moonlet.yaml", 2, "override", "name and kind cannot be overridden");
    }

    @Test
    void a_field_inside_a_number() {
        override("app:processes:max_processes.x: 5");
        app.assertMistake("moonlet.yaml", 2, "override", "no map");
    }
}
