// The large system by projen: a project with one YAML file. Its DockerCompose component knows no health check, limit or restart.
import { Project, YamlFile } from 'projen';
import { servicesOf, size } from '../large/services.js';
import { documentOf, serviceOf } from './document.js';

const [, , folder = '.'] = process.argv;
const wanted = servicesOf(size);
const project = new Project({ name: 'large', outdir: folder, commitGenerated: true });
const services = wanted.map((one) => [one.id, serviceOf(one)]);
new YamlFile(project, 'docker-compose.yml', { obj: documentOf(services, wanted) });
project.synth();
