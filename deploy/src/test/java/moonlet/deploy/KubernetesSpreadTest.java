package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1TopologySpreadConstraint;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Where the pods of {@code k8s/} run, and how many may be taken away at once. */
class KubernetesSpreadTest {
    @ParameterizedTest
    @CsvSource({"dev, ScheduleAnyway", "prod, DoNotSchedule", "monitoring, DoNotSchedule"})
    void nodes_are_spread_over_machines_and_zones(String overlay, String machines)
            throws Exception {
        List<V1TopologySpreadConstraint> spread =
                manifests(overlay)
                        .one(V1StatefulSet.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getTopologySpreadConstraints();

        assertEquals(
                List.of(
                        "kubernetes.io/hostname " + machines,
                        "topology.kubernetes.io/zone ScheduleAnyway"),
                spread.stream()
                        .map(its -> its.getTopologyKey() + " " + its.getWhenUnsatisfiable())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "monitoring"})
    void one_node_at_a_time_may_be_taken_away(String overlay) throws Exception {
        var budget = manifests(overlay).one(V1PodDisruptionBudget.class).getSpec();

        assertEquals(1, budget.getMaxUnavailable().getIntValue());
        assertNull(budget.getMinAvailable());
    }

    private static Manifests manifests(String overlay) throws Exception {
        return Manifests.of("k8s/overlays/" + overlay);
    }
}
