// Secrets of providers, each named as its setting with dashes for underscores: Social--Meta--AppSecret.
import { roles } from '../roles.bicep'

param name string
param location string
param isPrivate bool
param appId string
param appPrincipalId string
param deployerObjectId string
param deployerType string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    sku: { family: 'A', name: 'standard' }
    tenantId: tenant().tenantId
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

// The app's settings refer to secrets here: it reads them, and can change none.
resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, appId, roles.keyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    description: 'Settings refer to secrets of this vault.'
  }
}

// Somebody has to put the secrets in and change them. A person does; a workflow that deploys never sees one.
resource keeper 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (deployerType != 'ServicePrincipal') {
  name: guid(vault.id, deployerObjectId, roles.keyVaultSecretsOfficer)
  scope: vault
  properties: {
    principalId: deployerObjectId
    principalType: deployerType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
    description: 'Puts the secrets of providers in, and changes them.'
  }
}

output id string = vault.id
