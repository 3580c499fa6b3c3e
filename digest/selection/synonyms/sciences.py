"""Other names in physics, engineering, mathematics and the smaller fields of computing."""

from __future__ import annotations

TABLE = """
quantum error correction, QEC, quantum error correcting code, quantum code > surface code, logical qubit, stabilizer
    code, qLDPC, fault tolerant, toric code, syndrome
fault tolerant quantum computing, fault tolerance, fault tolerant quantum computation > logical qubit, magic state
surface code, toric code
quantum computing, quantum computer, quantum computation > qubit, quantum circuit, quantum algorithm, NISQ
quantum machine learning, QML, quantum neural network, quantum kernel > variational quantum, parameterized quantum
    circuit
variational quantum algorithm, VQA, variational quantum eigensolver, VQE, QAOA > barren plateau
quantum algorithm, quantum algorithms > Hamiltonian simulation, quantum speedup, Grover, amplitude estimation
quantum simulation, Hamiltonian simulation > analog quantum simulator, Trotter
quantum key distribution, QKD, quantum cryptography > quantum communication
quantum communication, quantum network, quantum internet > entanglement distribution, quantum repeater
entanglement, quantum entanglement > entanglement entropy
superconducting qubit, transmon > Josephson junction
trapped ion, trapped ions, ion trap
neutral atom, Rydberg atom, optical tweezers
quantum sensing, quantum metrology > magnetometry, nitrogen vacancy, NV center
topological insulator, topological phase, topological order > Chern, Majorana, anyon
superconductivity, superconductor > Cooper pair, Josephson
two dimensional material, 2D material, graphene > moire, van der Waals, twisted bilayer
many body localization, MBL > thermalization
Bose Einstein condensate, BEC, ultracold atom, cold atom
spintronics, skyrmion, magnon > spin wave
dark matter > axion, WIMP, halo, self interacting
dark energy, cosmological constant > quintessence, Hubble tension, baryon acoustic oscillation, DESI
gravitational wave, GW, LIGO, LISA > binary black hole, neutron star merger
black hole, black holes > event horizon, accretion, Hawking radiation, quasinormal mode
exoplanet, extrasolar planet > transit, planetary atmosphere, habitable
cosmic microwave background, CMB > inflation
cosmic inflation, inflationary universe, inflaton, ?inflation > inflation, inflationary, primordial, non Gaussianity
large scale structure, galaxy clustering, weak lensing > redshift survey
galaxy formation, galaxy evolution, galaxies > star formation, quasar, AGN
active galactic nucleus, AGN, quasar, blazar
neutron star, pulsar > magnetar, equation of state
fast radio burst, FRB
supernova, supernovae > core collapse
star formation, stellar > molecular cloud, protostar
neutrino, neutrinos, neutrino oscillation > sterile neutrino, IceCube
Large Hadron Collider, LHC, collider > Higgs, jet, beyond the standard model, ATLAS, CMS
beyond the standard model, BSM, new physics > supersymmetry, axion
effective field theory, EFT, SMEFT
lattice QCD, lattice gauge theory, quantum chromodynamics, QCD
conformal field theory, CFT, conformal bootstrap > AdS CFT, holography
AdS CFT, holography, holographic duality, gauge gravity
string theory, superstring > M theory, compactification, swampland
quantum gravity, loop quantum gravity > asymptotic safety
quark gluon plasma, QGP, heavy ion collision
plasma physics, plasma, tokamak > fusion, magnetohydrodynamics, MHD, gyrokinetic
nuclear fusion, fusion energy, tokamak > stellarator
fluid dynamics, computational fluid dynamics, CFD, Navier Stokes, turbulence > Reynolds, large eddy simulation
turbulence, turbulent flow > Reynolds, eddy
photonics, nanophotonics, metasurface > waveguide, optical, silicon photonics
climate model, climate change, climate > precipitation, Earth system, global warming, emissions
weather forecasting, weather prediction, numerical weather prediction, NWP > precipitation nowcasting, ERA5, climate
    emulator
remote sensing, earth observation, satellite imagery, satellite image > hyperspectral, SAR, land cover, geospatial
hyperspectral, hyperspectral image, HSI
synthetic aperture radar, SAR
wireless communication, wireless network, 6G, 5G > MIMO, beamforming, channel estimation, spectrum, RIS,
    reconfigurable intelligent surface
reconfigurable intelligent surface, RIS, intelligent reflecting surface, IRS
integrated sensing and communication, ISAC, joint communication and sensing
multiple input multiple output, MIMO, massive MIMO > beamforming, precoding
channel estimation, channel state information, CSI
semantic communication, semantic communications
edge computing, mobile edge computing, MEC, edge intelligence > task offloading
internet of things, IoT > sensor network, edge device, TinyML
TinyML, microcontroller, embedded machine learning
power grid, power system, smart grid, microgrid > optimal power flow, load forecasting, renewable
battery, lithium ion battery > state of charge, state of health, battery degradation
signal processing > compressed sensing, sparse recovery, filtering
compressed sensing, compressive sensing, sparse recovery
phase retrieval
radar, mmWave radar, millimeter wave radar > FMCW
graph signal processing
information theory, channel capacity, coding theory > rate distortion, polar code, LDPC, error correcting code
error correcting code, LDPC, polar code
distributed training, distributed learning, data parallel, model parallelism > pipeline parallelism, collective
    communication, GPU cluster
high performance computing, HPC, supercomputer > GPU, exascale, MPI
GPU kernel, CUDA, kernel generation, Triton > kernel optimization
hardware accelerator, accelerator, FPGA > ASIC, in memory computing, systolic array
compiler, compilers, LLVM > auto tuning, code optimization
electronic design automation, EDA, chip design, RTL, Verilog > hardware description, high level synthesis, placement
operating system, kernel development > scheduler, memory management
database, database system, query optimization, DBMS > SQL, index, transaction, vector database
vector database, approximate nearest neighbor, ANN search, vector search, nearest neighbor search
distributed system, distributed systems, consensus protocol > Byzantine fault, replication
cloud computing, serverless, microservice > autoscaling
requirements engineering, software requirements
code review, pull request > commit message
game theory, Nash equilibrium, mechanism design > auction, equilibrium, social choice
mechanism design, auction, auctions > incentive compatible
social network, social networks, social media > information diffusion, community detection
community detection, graph clustering
computational social science > polarization, social media, opinion dynamics
opinion dynamics, opinion formation
finance, quantitative finance, financial, trading > portfolio, stock, asset pricing, volatility, option pricing
stock prediction, stock price, portfolio optimization
epidemiology, epidemic, infectious disease > COVID, SARS, outbreak
computational neuroscience, neuroscience, neural coding > cortex, spike, synaptic plasticity, hippocampus
cognitive science, cognition > human behavior, memory
hyperbolic space, hyperbolic geometry, hyperbolic embedding
topological data analysis, TDA, persistent homology
geometric deep learning, equivariant neural network, equivariance, equivariant > SE 3, group symmetry
random matrix theory, random matrix > spectral, eigenvalue
high dimensional statistics, high dimensional > lasso, sparsity, minimax
hypothesis testing, hypothesis test > e value, false discovery, multiple testing
survival analysis, time to event > censored, hazard
stochastic differential equation, SDE > Brownian, Langevin
large deviations, large deviation principle
number theory, analytic number theory > prime, zeta function, L function, modular form
algebraic geometry > moduli space, scheme, sheaf, variety
differential geometry, Riemannian geometry > Ricci, curvature, manifold
graph theory, extremal graph theory > chromatic, planar, Ramsey
extremal combinatorics, combinatorics > Ramsey, hypergraph
category theory, functor > monad, topos, infinity category
representation theory > Lie algebra, quantum group, irreducible
knot theory, knot invariant > link homology
dynamical systems, dynamical system, chaos, ergodic theory > bifurcation, attractor, Lyapunov
numerical analysis, numerical method > finite element, preconditioner, convergence rate
finite element method, FEM, finite element
sampling algorithm, sampling > MCMC, Langevin, log concave
approximation algorithm, approximation algorithms > hardness, NP hard
computational complexity, complexity theory > circuit lower bound, NP hard
SAT solver, satisfiability, SMT solver > constraint programming
program verification, software verification, formal methods, model checking > theorem proving, invariants
neuro symbolic, neurosymbolic > symbolic reasoning, logic
symbolic regression, equation discovery
spatial reasoning, spatial intelligence, spatial understanding > 3D reasoning
commonsense reasoning, commonsense
planning, automated planning, task planning > PDDL, long horizon
logical reasoning, deductive reasoning, logic > first order logic
theory of mind, ToM > mental state
creativity, computational creativity > story generation, creative writing
AI scientist, automated scientific discovery, scientific discovery, AI for science > hypothesis generation, research
    agent
deep research, research agent > web browsing, report generation
LLM memory, agent memory, long term memory > memory management
LLM personalization, personalization, personalisation, user modeling > persona, user preference
role playing, persona > character simulation
toxicity, hate speech, offensive language > abusive
emotion recognition, affective computing, affect > facial expression
LLM bias, political bias, cultural bias > stereotype
cultural, culture, cultural alignment > multicultural
data attribution, training data attribution, influence function
model merging, model fusion, task arithmetic > weight averaging
overfitting, generalization, generalization bound > implicit bias, double descent, grokking
grokking, double descent
neural tangent kernel, NTK, infinite width
neural collapse
loss landscape, sharpness > sharpness aware
hypernetwork, hypernetworks
energy based model, EBM
curriculum learning
ensemble learning, ensemble > bagging, boosting
gradient boosting, XGBoost > decision tree, random forest
clustering, unsupervised clustering > k means, spectral clustering
dimensionality reduction, manifold learning > PCA, UMAP, t SNE
matrix factorization, low rank matrix, tensor decomposition
reservoir computing, echo state network
wearable, wearables, wearable sensor > smartwatch, photoplethysmography, PPG
mental health, depression, suicide > counseling, psychotherapy
precision agriculture, agriculture, crop > plant disease, farming
surgical robot, surgery, surgical > endoscopic, laparoscopic
soft robot, soft robotics > actuator
swarm robotics, multi robot, robot swarm
teleoperation, remote operation
sign language, sign language recognition
handwriting recognition, handwritten
object goal navigation, ObjectNav
scene graph, scene understanding > scene graph generation
open vocabulary
crowd counting
person re identification, re identification, ReID
camera calibration
event camera, neuromorphic vision
egocentric, first person video
human motion generation, motion generation, text to motion
talking head, avatar, facial animation
virtual try on
visual grounding, referring expression, referring segmentation
multimodal learning, multi modal learning, multimodal fusion > cross modal
"""
