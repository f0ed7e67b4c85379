/**
 * Work for more than one machine, on Apache Spark and the public API alone.
 *
 * <p>{@link io.beatweaver.examples.spark.ProcessOnSpark} is built, tested and run so, from the
 * project's root:
 *
 * <pre>
 * mvn verify -Pspark
 * cd examples/spark
 * java @java.options -cp 'target/beatweaver-examples-spark.jar:target/lib/*:target/spark/*' \
 *     io.beatweaver.examples.spark.ProcessOnSpark LEVELS --out STORE
 * </pre>
 *
 * <p>That is one process with a worker a core. A cluster has Spark (in {@code target/spark} for
 * those who have none), is sent the rest, and sees inputs and store under the same paths on all
 * machines:
 *
 * <pre>
 * spark-submit --master spark://HOST:7077 \
 *     --class io.beatweaver.examples.spark.ProcessOnSpark \
 *     --jars $(ls target/lib/*.jar | paste -sd,) target/beatweaver-examples-spark.jar \
 *     /shared/levels --out /shared/store
 * </pre>
 *
 * <p>{@code java.options} are the JVM options that Spark's own scripts give; JDK 17 and 25 take the
 * same. Spark has to be of Scala 2.13 and version 4.
 */
package io.beatweaver.examples.spark;
