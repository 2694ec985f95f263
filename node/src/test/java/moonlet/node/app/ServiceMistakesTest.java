package moonlet.node.app;

import static moonlet.node.app.AppFolder.MAIN;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a service says of its life, and what can be wrong with that. */
class ServiceMistakesTest {
    @TempDir Path root;
    private AppFolder app;

    @BeforeEach
    void an_application_with_a_lua_file() {
        app = new AppFolder(root).file("w.lua", MAIN);
    }

    @Test
    void a_lifecycle_with_everything() {
        services(
                "{name: a, lifecycle: {auto_start: true, start_timeout: 1s, stop_timeout: 2s,"
                        + " stable_threshold: 3s, requires: [app:b], depends_on: [app:b, app:h],"
                        + " restart: {initial_delay: 4s, max_delay: 5s, backoff_factor: 1.5,"
                        + " jitter: 0, max_attempts: 6}}, singleton: true",
                "{name: b");
        Entry.ServiceEntry service = app.application().services().getFirst();
        assertEquals(
                new Lifecycle(
                        true,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        List.of("app:b", "app:h"),
                        new Lifecycle.Restart(
                                Duration.ofSeconds(4), Duration.ofSeconds(5), 1.5, 0, 6)),
                service.lifecycle());
        assertEquals(true, service.singleton());
    }

    @Test
    void without_one_the_defaults_hold() {
        services("{name: a");
        Entry.ServiceEntry service = app.application().services().getFirst();
        assertEquals(Lifecycle.DEFAULTS, service.lifecycle());
        assertEquals(false, service.singleton());
    }

    @Test
    void a_service_that_requires_what_is_not_there() {
        services("{name: a, lifecycle: {requires: [app:bb]}", "{name: b");
        app.assertMistake("_index.yaml", 5, "app:a", "no entry \"app:bb\"", "\"app:b\"?");
    }

    @Test
    void a_service_that_requires_a_process() {
        services("{name: a, lifecycle: {depends_on: [app:w]}");
        app.assertMistake(
                "_index.yaml", 5, "app:a", "app:w is a process.lua", "to be a process.service");
    }

    @Test
    void services_that_wait_for_each_other() {
        services(
                "{name: a, lifecycle: {requires: [app:b]}",
                "{name: b, lifecycle: {requires: [app:c]}",
                "{name: c, lifecycle: {depends_on: [app:b]}");
        app.assertMistake(
                "_index.yaml",
                7,
                "app:c",
                "app:b would wait for itself: app:b -> app:c -> app:b; take one of them out");
    }

    @Test
    void a_service_that_waits_for_itself() {
        services("{name: a, lifecycle: {requires: [app:a]}");
        app.assertMistake("_index.yaml", 5, "app:a", "app:a -> app:a");
    }

    @Test
    void a_backoff_that_shrinks() {
        services("{name: a, lifecycle: {restart: {backoff_factor: 0.5}}");
        app.assertMistake(
                "_index.yaml",
                5,
                "app:a",
                "lifecycle.restart.backoff_factor must be a number from 1 to 1000, found the"
                        + " number 0.5");
    }

    @Test
    void a_timeout_of_no_time() {
        services("{name: a, lifecycle: {stop_timeout: 0s}");
        app.assertMistake("_index.yaml", 5, "app:a", "must be a duration above 0, such as 10s");
    }

    @Test
    void a_slip_in_a_field_of_the_restart() {
        services("{name: a, lifecycle: {restart: {max_attempt: 3}}");
        app.assertWarning(
                "_index.yaml",
                5,
                "app:a",
                "\"lifecycle.restart.max_attempt\"",
                "did you mean \"max_attempts\"?");
    }

    /** Services from line 5 on; the last brace of each is left out. */
    private void services(String... services) {
        StringBuilder entries = new StringBuilder();
        entries.append("  - {name: h, kind: process.host}\n");
        entries.append("  - {name: w, kind: process.lua, source: file://w.lua, method: main}\n");
        for (String service : services) {
            entries.append("  - ")
                    .append(service)
                    .append(", kind: process.service, process: app:w, host: app:h}\n");
        }
        app.entries(entries.toString());
    }
}
